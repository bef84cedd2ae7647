using System.Runtime.CompilerServices;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.IntegrationTests.Hosting;

/// <summary>Where things lie in this repository.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    public static string DemoSite => Path.Combine(Root, "deploy", "demo", "site");

    public static string Browser => Path.Combine(Root, "tests", "browser");

    public static string Screenshots => Directory.CreateDirectory(Path.Combine(Root, "artifacts", "screenshots")).FullName;

    /// <summary>Folder of the trained model; VAEGATEWAY_TEST_MODEL names another one to test.</summary>
    public static string Model { get; } = Environment.GetEnvironmentVariable("VAEGATEWAY_TEST_MODEL") ?? ModelSearch.Above(Root)[0];

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
