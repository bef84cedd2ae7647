using System.IO.Compression;
using System.Xml.Linq;
using VaeGateway.Client.Tests.Support;

namespace VaeGateway.Client.Tests;

/// <summary>What <c>make package</c> hands to NuGet.</summary>
public sealed class PackageTests(Packages packages) : IClassFixture<Packages>
{
    private const string Framework = "net10.0";

    [Theory]
    [InlineData("VaeGateway.Codec")]
    [InlineData("VaeGateway.Codec.Onnx", "VaeGateway.Codec", "Microsoft.ML.OnnxRuntime")]
    [InlineData("VaeGateway.Client", "VaeGateway.Codec", "VaeGateway.Codec.Onnx", "Microsoft.Extensions.Http", "System.IO.Hashing")]
    public async Task A_package_says_what_it_is_and_what_it_needs(string name, params string[] dependencies)
    {
        using var package = await OpenAsync(name, "nupkg");
        var about = XDocument.Load(await package.GetEntry($"{name}.nuspec")!.OpenAsync()).Root!.Elements().Single();
        XElement Field(string field) => about.Element(about.Name.Namespace + field)!;

        Assert.Equal(name, Field("id").Value);
        Assert.Equal(("expression", "Apache-2.0"), (Field("license").Attribute("type")!.Value, Field("license").Value));
        Assert.NotEqual("Package Description", Field("description").Value);
        Assert.NotNull(package.GetEntry(Field("readme").Value));
        var needed = about.Descendants(about.Name.Namespace + "dependency").Select(dependency => dependency.Attribute("id")!.Value).ToHashSet();
        Assert.Superset(dependencies.ToHashSet(), needed);
        Assert.DoesNotContain(needed, id => id.Contains("Analyzers", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("VaeGateway.Codec")]
    [InlineData("VaeGateway.Codec.Onnx")]
    [InlineData("VaeGateway.Client")]
    public async Task A_package_holds_its_own_assembly_with_documentation_and_symbols(string name)
    {
        using var package = await OpenAsync(name, "nupkg");
        Assert.Equal(
            [$"{name}.dll", $"{name}.xml"],
            package.Entries.Where(entry => entry.FullName.StartsWith($"lib/{Framework}/", StringComparison.Ordinal)).Select(entry => entry.Name).Order());
        Assert.DoesNotContain(package.Entries, entry => entry.FullName.StartsWith("runtimes/", StringComparison.Ordinal));

        using var symbols = await OpenAsync(name, "snupkg");
        Assert.NotNull(symbols.GetEntry($"lib/{Framework}/{name}.pdb"));
    }

    // After the name comes the version, or else it is another package's name.
    private Task<ZipArchive> OpenAsync(string name, string extension) => ZipFile.OpenReadAsync(Assert.Single(
        Directory.GetFiles(packages.Folder, $"{name}.*.{extension}"), file => char.IsAsciiDigit(Path.GetFileName(file)[name.Length + 1])));
}
