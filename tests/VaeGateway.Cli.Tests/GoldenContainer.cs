using System.Runtime.CompilerServices;

namespace VaeGateway.Cli.Tests;

/// <summary>A container of <c>tests/vectors</c>: 260 x 180 pixels, quality 63.</summary>
internal static class GoldenContainer
{
    public static byte[] Read() => File.ReadAllBytes(Path.Combine(Folder(), "v1-260x180-q63.vgl"));

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "vectors", "container");
}
