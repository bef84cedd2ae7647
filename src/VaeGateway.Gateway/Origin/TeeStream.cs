namespace VaeGateway.Gateway.Origin;

/// <summary>Reads through to another stream and gives a sink a copy. The reader gets every byte as it comes, whatever the sink does.</summary>
/// <remarks>A read into an empty buffer returns 0 without being at the end: the proxy's copier waits for data that way.</remarks>
internal sealed class TeeStream(Stream source, IBodySink sink) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await source.ReadAsync(buffer, cancellationToken);
        if (count > 0)
        {
            await sink.AppendAsync(buffer[..count]);
        }
        else if (buffer.Length > 0)
        {
            await sink.CompleteAsync();
        }

        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            sink.Dispose();
            source.Dispose();
        }

        base.Dispose(disposing);
    }
}
