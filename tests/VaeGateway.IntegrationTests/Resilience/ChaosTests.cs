using System.Collections.Concurrent;
using System.Net;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Resilience;

/// <summary>Redis and the origin die and come back under load: visitors see nothing of it.</summary>
public sealed class ChaosTests : IAsyncLifetime
{
    private const int Pictures = 8;
    private const int Visitors = 4;

    private static readonly TimeSpan Phase = TimeSpan.FromSeconds(2);

    private RedisServer _redis = null!;
    private TestOrigin _origin = null!;
    private GatewayProcess _gateway = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _origin = await TestOrigin.StartAsync();
        _gateway = await GatewayProcess.StartAsync(_origin.Address, "--redis", _redis.Address);
        for (var i = 0; i < Pictures; i++)
        {
            // Stale within the test, so that the origin is needed all the time and missed when it is away.
            _origin.Map(PathOf(i), Answers.Bytes(Photo.Png(i), "image/png", ("Cache-Control", "max-age=1, stale-if-error=600"), ("ETag", $"\"{i}\"")));
            await Eventually.GetAsync(() => _gateway.Client.GetAsync(PathOf(i), "image/webp"), reply => reply.ContentType == "image/webp");
        }
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _origin.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task No_image_request_fails_and_nothing_is_corrupt_afterwards()
    {
        using var end = new CancellationTokenSource();
        var failures = new ConcurrentQueue<string>();
        var visits = Enumerable.Range(0, Visitors).Select(visitor => Task.Run(() => VisitAsync(visitor, failures, end.Token))).ToArray();

        await Task.Delay(Phase);
        await _redis.KillAsync();
        await Task.Delay(Phase);
        await _origin.StopAsync();
        await Task.Delay(Phase);
        await _redis.RestartAsync();
        await Task.Delay(Phase);
        await _origin.ListenAsync();
        await Task.Delay(Phase);
        await _redis.KillAsync();
        await _redis.RestartAsync();
        await Task.Delay(Phase);
        await end.CancelAsync();
        var requests = (await Task.WhenAll(visits)).Sum();

        Assert.True(failures.IsEmpty, $"{failures.Count} of {requests} failed:\n{string.Join('\n', failures.Take(20))}\n{_gateway.Log}");
        Assert.True(requests > 100, $"Only {requests} requests.");
        await AssertAllShowAsync(_gateway.Client);

        // And what Redis holds is good for a node that has nothing in memory.
        await using var other = await GatewayProcess.StartAsync(_origin.Address, "--redis", _redis.Address);
        using var client = new PlainClient(other.Address) { Host = _gateway.Address.Authority };
        await AssertAllShowAsync(client);
    }

    private async Task<int> VisitAsync(int visitor, ConcurrentQueue<string> failures, CancellationToken end)
    {
        var requests = 0;
        for (var i = visitor; !end.IsCancellationRequested; i++, requests++)
        {
            var (path, accept) = (PathOf(i % Pictures), i % 3 == 0 ? _gateway.AcceptLatent : "image/webp");
            try
            {
                var reply = await _gateway.Client.GetAsync(path, accept);
                if (reply.Status != HttpStatusCode.OK || reply.Body.Length == 0)
                {
                    failures.Enqueue($"{path}: {reply}");
                }
            }
            catch (HttpRequestException e)
            {
                failures.Enqueue($"{path}: {e.Message}");
            }
        }

        return requests;
    }

    private static async Task AssertAllShowAsync(PlainClient client)
    {
        for (var i = 0; i < Pictures; i++)
        {
            var reply = await Eventually.GetAsync(() => client.GetAsync(PathOf(i), "image/webp"), reply => reply.ContentType == "image/webp");
            Assert.True(Pixels.Psnr(Photo.Create(i), Pixels.Of(reply.Body)) > 25, reply.ToString());
        }
    }

    private static string PathOf(int picture) => $"/{picture}.png";
}
