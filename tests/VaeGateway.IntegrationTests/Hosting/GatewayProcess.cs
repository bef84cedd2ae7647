using System.Text.Json;
using VaeGateway.Gateway.Origin;

namespace VaeGateway.IntegrationTests.Hosting;

/// <summary>The gateway as users run it: a process of its own, on a free port.</summary>
public sealed class GatewayProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _process;
    private bool _mayEnd;

    private GatewayProcess(IEnumerable<string> args)
    {
        Address = FreePort.NextAddress();
        Client = new PlainClient(Address);
        _process = new ChildProcess(
            "dotnet",
            [
                "exec", typeof(OriginOptions).Assembly.Location,
                "--urls", Address.AbsoluteUri,
                "--model", Repository.Model,
                "--environment", "Production",

                // One worker takes images in their order, so a later image that is stored means that earlier ones are done.
                "--VaeGateway:Encoding:Workers", "1",
                .. args,
            ]);
    }

    public Uri Address { get; }

    public PlainClient Client { get; }

    public string Log => _process.Output;

    /// <summary>Name of the model that it serves.</summary>
    public string ModelId { get; private set; } = "";

    /// <summary>What a client with a decoder sends as Accept.</summary>
    public string AcceptLatent => $"image/vnd.vaegateway.latent;model=\"{ModelId}\"";

    public static Task<GatewayProcess> StartAsync(Uri origin, params string[] args) => StartAsync(["--origin", origin.AbsoluteUri, .. args]);

    /// <summary>Starts a gateway that has its origins from elsewhere.</summary>
    public static async Task<GatewayProcess> StartAsync(params string[] args)
    {
        var gateway = new GatewayProcess(args);
        try
        {
            await gateway.WaitUntilReadyAsync();
            return gateway;
        }
        catch
        {
            await gateway._process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks it to end, as a container's runtime does.</summary>
    public Task TerminateAsync() => _process.SignalAsync("TERM");

    /// <summary>Waits for its end and returns the exit code.</summary>
    public Task<int> WaitForExitAsync(TimeSpan timeout)
    {
        _mayEnd = true;
        return _process.WaitForExitAsync(timeout);
    }

    /// <summary>The sum of all samples of a metric whose line holds the given text.</summary>
    public async Task<double> SumOfAsync(string metric, string label = "")
    {
        var text = System.Text.Encoding.UTF8.GetString((await Client.GetAsync("/metrics")).Body);
        return text.Split('\n')
            .Where(line => line.StartsWith(metric, StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Fails, with the log, if the gateway has ended by itself.</summary>
    public void AssertAlive() => Assert.False(_process.HasExited, $"The gateway ended by itself:\n{Log}");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await using (_process)
        {
            if (!_mayEnd)
            {
                AssertAlive();
            }
        }
    }

    private async Task WaitUntilReadyAsync()
    {
        using var limit = new CancellationTokenSource(StartTimeout);
        while (!await IsReadyAsync())
        {
            AssertAlive();
            Assert.False(limit.IsCancellationRequested, $"The gateway did not become ready:\n{Log}");
            await Task.Delay(50);
        }

        using var models = JsonDocument.Parse((await Client.GetAsync("/.well-known/vaegateway/models")).Body);
        ModelId = models.RootElement.GetProperty("models")[0].GetProperty("id").GetString()!;
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            return (await Client.GetAsync("/health/ready")).Status == System.Net.HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
