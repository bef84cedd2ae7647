using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.InProcess;

/// <summary>The gateway inside the test process, before a real origin.</summary>
public sealed class InProcessGateway : WebApplicationFactory<Program>, IAsyncLifetime
{
    /// <summary>Further settings, to be set before it starts.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; set; } = [];

    public TestOrigin Origin { get; private set; } = null!;

    public async Task InitializeAsync() => Origin = await TestOrigin.StartAsync();

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await Origin.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("VaeGateway:Origin:Address", Origin.Address.AbsoluteUri);
        builder.UseSetting("VaeGateway:Model:Folder", Repository.Model);
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }
    }
}
