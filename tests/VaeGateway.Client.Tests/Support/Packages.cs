using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace VaeGateway.Client.Tests.Support;

/// <summary>The packages, made of the assemblies that are built; all by one MSBuild, which takes most of the time to start.</summary>
public sealed class Packages : IAsyncLifetime
{
    private static readonly string Source = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "src"));

    public static string[] Names => ["VaeGateway.Codec", "VaeGateway.Codec.Onnx", "VaeGateway.Client"];

    public string Folder { get; } = Directory.CreateTempSubdirectory("packages").FullName;

    public async Task InitializeAsync()
    {
        var configuration = typeof(Packages).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var projects = string.Join(';', Names.Select(name => Path.Combine(Source, name, $"{name}.csproj")));
        var pack = Path.Combine(Folder, "pack.proj");
        await File.WriteAllTextAsync(pack, $"""
            <Project>
              <Target Name="Pack">
                <MSBuild Projects="{projects}" Targets="Pack" Properties="Configuration={configuration};NoBuild=true;PackageOutputPath={Folder}" />
              </Target>
            </Project>
            """);
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["msbuild", pack, "-target:Pack", "-nologo", "-verbosity:quiet"])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
