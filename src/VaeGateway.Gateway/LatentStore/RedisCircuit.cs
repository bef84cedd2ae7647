namespace VaeGateway.Gateway.LatentStore;

/// <summary>
/// Spares requests the wait for a dead Redis: after some failures in a row it is left alone for a pause,
/// then one attempt at a time decides whether it is back. Safe for concurrent use.
/// </summary>
internal sealed class RedisCircuit(int failuresBeforePause, TimeSpan pause, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private int _failures;
    private DateTimeOffset _retryAt = DateTimeOffset.MinValue;

    public bool IsClosed
    {
        get
        {
            lock (_gate)
            {
                return _failures < failuresBeforePause;
            }
        }
    }

    /// <summary>Whether to try now. In a pause that is over, says yes to one caller and starts the next pause for the others.</summary>
    public bool Allows()
    {
        lock (_gate)
        {
            if (_failures < failuresBeforePause)
            {
                return true;
            }

            var now = clock.GetUtcNow();
            if (now < _retryAt)
            {
                return false;
            }

            _retryAt = now + pause;
            return true;
        }
    }

    /// <summary>Notes a success; true if it ended a pause.</summary>
    public bool Succeeded()
    {
        lock (_gate)
        {
            var wasOpen = _failures >= failuresBeforePause;
            _failures = 0;
            return wasOpen;
        }
    }

    /// <summary>Notes a failure; true if it began a pause.</summary>
    public bool Failed()
    {
        lock (_gate)
        {
            _failures = Math.Min(_failures + 1, failuresBeforePause + 1);
            _retryAt = clock.GetUtcNow() + pause;
            return _failures == failuresBeforePause;
        }
    }
}
