namespace VaeGateway.IntegrationTests.Hosting;

/// <summary>A gateway in front of an origin, shared by many tests; each keeps to paths of its own.</summary>
public sealed class Site : IAsyncLifetime
{
    public const string Collection = "One gateway before one origin";

    public TestOrigin Origin { get; private set; } = null!;

    public GatewayProcess Gateway { get; private set; } = null!;

    public PlainClient Client => Gateway.Client;

    public async Task InitializeAsync()
    {
        Origin = await TestOrigin.StartAsync();
        Gateway = await GatewayProcess.StartAsync(Origin.Address);
    }

    public async Task DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Origin.DisposeAsync();
    }

    /// <summary>Waits until the gateway is done with every image it captured before this call.</summary>
    public async Task SettleAsync()
    {
        var path = $"/settle/{Guid.NewGuid():N}.png";
        Origin.Serve(path, Photo.Png(0), "image/png");
        await Client.GetHitAsync(path);
        Gateway.AssertAlive();
    }
}
