using System.Diagnostics;

namespace VaeGateway.IntegrationTests.Hosting;

/// <summary>Waits for what happens off the request path, with a bound.</summary>
internal static class Eventually
{
    /// <summary>Long enough for an encode on a busy machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Probes until the result satisfies; fails with the last one after a minute.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T>> probe, Func<T, bool> satisfies)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var found = await probe();
            if (satisfies(found))
            {
                return found;
            }

            if (clock.Elapsed > Limit)
            {
                throw new TimeoutException($"After {Limit.TotalSeconds} seconds still: {found}");
            }

            await Task.Delay(Pause);
        }
    }
}
