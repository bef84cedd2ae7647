using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Sdk;

/// <summary>The command line reads what the gateway writes.</summary>
[Collection(Site.Collection)]
public sealed class CommandLineTests(Site site) : IDisposable
{
    private const string Photo = "/command-line/photo.png";

    private readonly string _folder = Directory.CreateTempSubdirectory("command-line").FullName;

    [Fact]
    public async Task A_latent_saved_from_the_gateway_decodes_to_the_pixels_that_the_sdk_shows()
    {
        site.Origin.Serve(Photo, Hosting.Photo.Png(120), "image/png");
        var latent = await site.Client.GetHitAsync(Photo, site.Gateway.AcceptLatent);
        var (saved, decoded) = (Path.Combine(_folder, "photo.vgl"), Path.Combine(_folder, "photo.png"));
        await File.WriteAllBytesAsync(saved, latent.Body);

        await RunAsync("decode", saved, decoded, "--model", Repository.Model);

        using var sdk = new SdkClient(site.Gateway.Address, Path.Combine(_folder, "models"));
        Assert.Equal(Pixels.Of((await sdk.GetAsync(Photo)).Body).Samples, Pixels.Of(await File.ReadAllBytesAsync(decoded)).Samples);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task RunAsync(params string[] args)
    {
        await using var vaegw = new ChildProcess("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "vaegw.dll"), .. args]);
        var exitCode = await vaegw.WaitForExitAsync(TimeSpan.FromMinutes(1));
        Assert.True(exitCode == 0, vaegw.Output);
    }
}
