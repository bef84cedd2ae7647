using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Redis;

/// <summary>Two gateways before one origin that share a Redis. Both are asked for the same host, so that they share URLs.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private const string Host = "pictures.test";

    // Longer than by default: these tests are about what the nodes agree on, on machines that may be busy.
    private static readonly string[] Patience = ["--VaeGateway:LatentStore:RedisTimeout", "00:00:02"];

    private TwoNodes()
    {
    }

    public required TestOrigin Origin { get; init; }

    public required GatewayProcess FirstGateway { get; init; }

    public required GatewayProcess SecondGateway { get; init; }

    public required PlainClient First { get; init; }

    public required PlainClient Second { get; init; }

    /// <summary>The operator of the first.</summary>
    public AdminClient Admin { get; private init; } = new();

    /// <param name="redis">The Redis, as a gateway is told of it.</param>
    public static async Task<TwoNodes> StartAsync(string redis)
    {
        var (origin, admin) = (await TestOrigin.StartAsync(), new AdminClient());
        var first = await GatewayProcess.StartAsync(origin.Address, ["--redis", redis, .. Patience, .. admin.Arguments]);
        var second = await GatewayProcess.StartAsync(origin.Address, ["--redis", redis, .. Patience]);
        return new TwoNodes
        {
            Origin = origin,
            FirstGateway = first,
            SecondGateway = second,
            First = new PlainClient(first.Address) { Host = Host },
            Second = new PlainClient(second.Address) { Host = Host },
            Admin = admin,
        };
    }

    public static string UrlOf(string path) => $"http://{Host}{path}";

    public async ValueTask DisposeAsync()
    {
        First.Dispose();
        Second.Dispose();
        Admin.Dispose();
        await FirstGateway.DisposeAsync();
        await SecondGateway.DisposeAsync();
        await Origin.DisposeAsync();
    }
}
