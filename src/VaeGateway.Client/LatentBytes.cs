using System.Buffers;
using VaeGateway.Codec;

namespace VaeGateway.Client;

/// <summary>The bytes of a latent as they arrive, in rented memory.</summary>
/// <param name="source">The response's stream.</param>
/// <param name="maxBytes">Most bytes to take.</param>
internal sealed class LatentBytes(Stream source, int maxBytes) : IDisposable
{
    // Most pictures' latents fit; a server that announces more than it sends doesn't make us take more than we get.
    private const int FirstBytes = 64 << 10;

    private volatile bool _isReading;
    private byte[] _rented = ArrayPool<byte>.Shared.Rent(FirstBytes);

    /// <summary>Bytes that have arrived.</summary>
    public int Count { get; private set; }

    /// <summary>What has arrived.</summary>
    public ReadOnlySpan<byte> Arrived => _rented.AsSpan(0, Count);

    /// <summary>Waits for the next bytes.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="InvalidLatentException">There are more than allowed.</exception>
    public async ValueTask<bool> ReadMoreAsync(CancellationToken cancellationToken)
    {
        if (Count == _rented.Length)
        {
            Grow();
        }

        _isReading = true;
        var read = await source.ReadAsync(_rented.AsMemory(Count), cancellationToken).ConfigureAwait(false);
        _isReading = false;
        Count += read;
        return Count <= maxBytes ? read > 0 : throw new InvalidLatentException($"it is longer than the {maxBytes} bytes that are allowed.", maxBytes);
    }

    public void Dispose()
    {
        var rented = Interlocked.Exchange(ref _rented, []);

        // A read that is under way, or has failed in an unknown state, may still write: such memory is left to the garbage collector.
        if (rented.Length > 0 && !_isReading)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(checked(_rented.Length * 2));
        Arrived.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_rented);
        _rented = larger;
    }
}
