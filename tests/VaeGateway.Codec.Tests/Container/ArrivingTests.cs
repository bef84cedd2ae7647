using VaeGateway.Codec.Container;

namespace VaeGateway.Codec.Tests.Container;

/// <summary>Containers that are still arriving.</summary>
public sealed class ArrivingTests
{
    private readonly SyntheticModel _model = new();
    private readonly byte[] _container;
    private readonly ContainerHeader _header;
    private readonly int _chunksOffset;

    public ArrivingTests()
    {
        _container = new LatentEncoder(_model).Pack(_model.Symbols(new LatentGeometry(300, 200), 50, seed: 4));
        (_header, _chunksOffset) = ContainerReader.ReadHeader(_container);
    }

    [Fact]
    public void A_header_is_read_from_its_last_byte_on_and_not_before()
    {
        for (var length = 0; length <= _container.Length; length++)
        {
            var isThere = ContainerReader.TryReadHeader(_container.AsSpan(0, length), LatentFormat.DefaultMaxPixels, out var header, out var offset);
            Assert.Equal(length >= _chunksOffset, isThere);
            Assert.Equal(isThere ? (_header.Geometry, _chunksOffset) : (default, 0), (header?.Geometry ?? default, offset));
        }
    }

    [Fact]
    public void What_no_bytes_to_come_can_mend_is_an_error_at_once()
    {
        Assert.Throws<InvalidLatentException>(() => ContainerReader.TryReadHeader("VGX"u8, LatentFormat.DefaultMaxPixels, out _, out _));
        Assert.Throws<InvalidLatentException>(() => ContainerReader.TryReadHeader(_container.AsSpan(0, 20), 300 * 199, out _, out _));
    }

    [Fact]
    public void The_header_says_where_the_preview_and_the_container_end()
    {
        Assert.Equal(_container.Length, _header.End(_chunksOffset));
        var decoder = new LatentDecoder(_model);
        var previewEnd = (int)_header.HyperLatentEnd(_chunksOffset);

        using var preview = decoder.DecodePreview(_container.AsSpan(0, previewEnd));

        Assert.Equal((300, 200), (preview.Width, preview.Height));
        Assert.Throws<InvalidLatentException>(() => decoder.DecodePreview(_container.AsSpan(0, previewEnd - 1)));
    }

    [Fact]
    public void A_cancelled_decode_ends()
    {
        var cancelled = new CancellationToken(canceled: true);
        var decoder = new LatentDecoder(_model);
        Assert.ThrowsAny<OperationCanceledException>(() => decoder.DecodePooled(_container, out _, out _, cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => decoder.DecodePreview(_container, cancelled));
    }
}
