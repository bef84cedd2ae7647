using VaeGateway.Gateway.Origin;

namespace VaeGateway.Gateway.Tests.Origin;

public sealed class TeeStreamTests : IDisposable
{
    private readonly RecordingSink _sink = new();

    public void Dispose() => _sink.Dispose();

    [Fact]
    public async Task The_reader_and_the_sink_get_the_same_bytes()
    {
        var body = Enumerable.Range(0, 100_000).Select(i => (byte)i).ToArray();
        await using var tee = new TeeStream(new MemoryStream(body), _sink);
        var read = new MemoryStream();

        await tee.CopyToAsync(read, 777);

        Assert.Equal(body, read.ToArray());
        Assert.Equal(body, _sink.Bytes);
        Assert.True(_sink.IsComplete);
    }

    [Fact]
    public async Task A_read_into_nothing_is_not_the_end()
    {
        await using var tee = new TeeStream(new MemoryStream([1, 2, 3]), _sink);

        Assert.Equal(0, await tee.ReadAsync(Memory<byte>.Empty));
        Assert.False(_sink.IsComplete);
        Assert.Equal(3, await tee.ReadAsync(new byte[10]));
        Assert.Equal(0, await tee.ReadAsync(Memory<byte>.Empty));
        Assert.False(_sink.IsComplete);
        Assert.Equal(0, await tee.ReadAsync(new byte[10]));
        Assert.True(_sink.IsComplete);
    }

    [Fact]
    public async Task A_fault_reaches_the_reader_and_completes_nothing()
    {
        var tee = new TeeStream(new BreakingStream([1, 2, 3]), _sink);

        Assert.Equal(3, await tee.ReadAsync(new byte[10]));
        await Assert.ThrowsAsync<IOException>(() => tee.ReadAsync(new byte[10]).AsTask());
        await tee.DisposeAsync();

        Assert.False(_sink.IsComplete);
        Assert.True(_sink.IsDisposed);
    }

    private sealed class RecordingSink : IBodySink
    {
        private readonly MemoryStream _bytes = new();

        public byte[] Bytes => _bytes.ToArray();

        public bool IsComplete { get; private set; }

        public bool IsDisposed { get; private set; }

        public ValueTask AppendAsync(ReadOnlyMemory<byte> bytes)
        {
            _bytes.Write(bytes.Span);
            return ValueTask.CompletedTask;
        }

        public ValueTask CompleteAsync()
        {
            IsComplete = true;
            return ValueTask.CompletedTask;
        }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class BreakingStream(byte[] start) : MemoryStream(start)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length ? await base.ReadAsync(buffer, cancellationToken) : throw new IOException("The origin went away.");
    }
}
