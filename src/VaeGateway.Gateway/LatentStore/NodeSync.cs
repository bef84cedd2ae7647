using VaeGateway.Gateway.Purging;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>Sees to it that this node knows what the others have said, whatever became of single messages or of Redis meanwhile.</summary>
internal sealed class NodeSync(RedisConnection connection, NodeChannel channel, RedisPurges purges, ILogger<NodeSync> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private long _heardSince = -1;

    // Before the first request, so that a node that starts answers nothing that was purged before.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await SyncAsync();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await SyncAsync();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The gateway stops.
        }
    }

    private async Task SyncAsync()
    {
        try
        {
            var breaks = connection.Breaks;
            await channel.ListenAsync();
            await purges.SyncAsync();
            if (_heardSince != breaks)
            {
                _heardSince = breaks;
                channel.BeginSession();
            }
        }
        catch (Exception e) when (RedisFaults.Includes(e))
        {
            logger.NodesUnheard(e.Message);
        }
    }
}
