using System.Reflection;

namespace VaeGateway.IntegrationTests;

/// <summary>
/// Holds the arrows between the assemblies: what each may reference besides the .NET runtime itself.
/// A name that ends in <c>*</c> allows everything that starts with it.
/// </summary>
public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> AllowedReferences = new()
    {
        ["VaeGateway.Codec"] = [],
        ["VaeGateway.Codec.Onnx"] = ["VaeGateway.Codec", "Microsoft.ML.OnnxRuntime"],
        ["VaeGateway.Imaging"] = ["VaeGateway.Codec", "NetVips"],
        ["VaeGateway.Client"] = ["VaeGateway.Codec", "VaeGateway.Codec.Onnx", "Microsoft.Extensions.*", "System.IO.Hashing"],
        ["VaeGateway.Gateway"] =
        [
            "VaeGateway.Codec", "VaeGateway.Codec.Onnx", "VaeGateway.Imaging",
            "Microsoft.AspNetCore", "Microsoft.AspNetCore.*", "Microsoft.Extensions.*", "Microsoft.Net.Http.Headers",
            "Yarp.ReverseProxy", "StackExchange.Redis", "OpenTelemetry", "OpenTelemetry.*",
        ],
        ["vaegw"] =
        [
            "VaeGateway.Client", "VaeGateway.Codec", "VaeGateway.Codec.Onnx", "VaeGateway.Imaging",
            "Microsoft.Extensions.*", "System.CommandLine", "Spectre.Console", "Spectre.Console.*", "ScottPlot",
        ],
    };

    private static readonly string RuntimeFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    public static TheoryData<string> Rooms => new(AllowedReferences.Keys);

    [Theory]
    [MemberData(nameof(Rooms))]
    public void References_only_what_its_room_may_enter(string room)
    {
        var strangers = Assembly.Load(room).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !IsRuntime(name) && !AllowedReferences[room].Any(pattern => Matches(pattern, name)));

        Assert.Empty(strangers);
    }

    [Fact]
    public void Every_product_assembly_is_a_known_room()
    {
        var product = Directory.EnumerateFiles(AppContext.BaseDirectory, "VaeGateway.*.dll")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => name != typeof(ArchitectureTests).Assembly.GetName().Name);

        Assert.Equal(AllowedReferences.Keys.Where(room => room != "vaegw").Order(), product.Order());
    }

    // The base class library is what lies in the runtime's own folder; ASP.NET Core lies in another.
    private static bool IsRuntime(string name) => File.Exists(Path.Combine(RuntimeFolder, name + ".dll"));

    private static bool Matches(string pattern, string name) => pattern.EndsWith('*')
        ? name.StartsWith(pattern[..^1], StringComparison.Ordinal)
        : name == pattern;
}
