using System.Buffers;

namespace VaeGateway.Client;

/// <summary>A memory stream of rented pieces, none of them large enough for the large object heap.</summary>
/// <param name="whenDisposed">Goes when the stream goes.</param>
internal sealed class SegmentedStream(IDisposable? whenDisposed = null) : Stream
{
    /// <summary>The large object heap begins at 85,000 bytes.</summary>
    private const int SegmentBytes = 64 << 10;

    private readonly List<byte[]> _segments = [];
    private long _length;
    private long _position;
    private bool _isDisposed;

    public override bool CanRead => !_isDisposed;

    public override bool CanSeek => !_isDisposed;

    public override bool CanWrite => !_isDisposed;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set => _position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>What was written, in its order; until the stream is disposed.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Segments =>
        [.. _segments.Select((segment, i) => (ReadOnlyMemory<byte>)segment.AsMemory(0, (int)Math.Min(SegmentBytes, _length - ((long)i * SegmentBytes))))];

    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var read = 0;
        while (read < buffer.Length && _position < _length)
        {
            var (segment, offset) = Math.DivRem(_position, SegmentBytes);
            var count = (int)Math.Min(Math.Min(buffer.Length - read, SegmentBytes - offset), _length - _position);
            _segments[(int)segment].AsSpan((int)offset, count).CopyTo(buffer[read..]);
            read += count;
            _position += count;
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Appends, wherever the position is; the position moves to the end.</summary>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        while (!buffer.IsEmpty)
        {
            var offset = (int)(_length % SegmentBytes);
            if (offset == 0)
            {
                _segments.Add(ArrayPool<byte>.Shared.Rent(SegmentBytes));
            }

            var count = Math.Min(buffer.Length, SegmentBytes - offset);
            buffer[..count].CopyTo(_segments[^1].AsSpan(offset));
            buffer = buffer[count..];
            _length += count;
        }

        _position = _length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => _position,
        _ => _length,
    };

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            foreach (var segment in _segments)
            {
                ArrayPool<byte>.Shared.Return(segment);
            }

            _segments.Clear();
            whenDisposed?.Dispose();
        }

        base.Dispose(disposing);
    }
}
