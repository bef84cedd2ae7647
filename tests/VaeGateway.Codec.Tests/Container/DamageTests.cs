using VaeGateway.Codec.Container;

namespace VaeGateway.Codec.Tests.Container;

public sealed class DamageTests
{
    private readonly SyntheticModel _model = new();
    private readonly byte[] _container;
    private readonly LatentDecoder _decoder;
    private readonly int _chunksOffset;
    private readonly ContainerHeader _header;

    public DamageTests()
    {
        _container = new LatentEncoder(_model).Pack(_model.Symbols(new LatentGeometry(1600, 1200), 50, seed: 9));
        _decoder = new LatentDecoder(_model);
        (_header, _chunksOffset) = ContainerReader.ReadHeader(_container);
    }

    [Fact]
    public void Every_bit_flipped_in_the_header_is_noticed()
    {
        for (var bit = 0; bit < _chunksOffset * 8; bit++)
        {
            var damaged = Flip(bit / 8, bit % 8);
            var error = Assert.Throws<InvalidLatentException>(() => _decoder.Decode(damaged));
            Assert.InRange(error.ByteOffset, 0, _container.Length);
        }
    }

    [Fact]
    public void A_damaged_hyper_latent_is_an_error_with_its_offset()
    {
        var error = Assert.Throws<InvalidLatentException>(() => _decoder.Decode(Flip(_chunksOffset + 1, 3)));
        Assert.Equal(_chunksOffset, error.ByteOffset);
    }

    [Fact]
    public void A_damaged_residual_chunk_costs_that_chunk_only()
    {
        var whole = _decoder.Unpack(_container, out _, out var total);
        var damaged = _decoder.Unpack(Flip(_container.Length - 6, 0), out var lost, out _);
        Assert.Equal(1, lost);
        Assert.True(total > 1);
        var differing = whole.Residual.Zip(damaged.Residual).Count(pair => pair.First != pair.Second && pair.Second != 0);
        Assert.Equal(0, differing);
        Assert.NotEqual(whole.Residual, damaged.Residual);
    }

    [Fact]
    public void Every_prefix_decodes_or_is_an_invalid_latent()
    {
        var last = int.MaxValue;
        for (var length = 0; length <= _container.Length; length += 101)
        {
            try
            {
                var decoded = _decoder.Decode(_container.AsSpan(0, length));
                Assert.True(decoded.LostChunks <= last);
                last = decoded.LostChunks;
            }
            catch (InvalidLatentException)
            {
                Assert.True(length < _chunksOffset + _header.ChunkLengths[0] + 4);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("VG")]
    [InlineData("<html>this is no latent</html>")]
    [InlineData("VGL\u0002AAAAAAAAAAAAAAAAAAAAAA")]
    public void Other_bytes_are_refused(string text) =>
        Assert.Throws<InvalidLatentException>(() => _decoder.Decode(System.Text.Encoding.Latin1.GetBytes(text)));

    [Fact]
    public void A_large_declared_size_is_refused_before_anything_is_allocated()
    {
        var decoder = new LatentDecoder(_model) { MaxPixels = 1599 * 1200 };
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InvalidLatentException>(() => decoder.Decode(_container));
        Assert.Contains("1600 x 1200", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void A_size_beyond_what_an_array_holds_is_refused_whatever_the_limit()
    {
        var largest = new LatentGeometry(LatentFormat.MaxSide, LatentFormat.MaxSide);
        var header = new ContainerHeader(_model.Description.Fingerprint, largest, 0, new ChunkPartition(largest.CodedHeight, 1), [0, 0]);
        var decoder = new LatentDecoder(_model) { MaxPixels = long.MaxValue };
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidLatentException>(() => decoder.Decode(ContainerWriter.Write(header, [[], []])));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void Random_bytes_after_a_valid_header_never_escape_as_another_exception()
    {
        var random = new Lcg(11);
        for (var round = 0; round < 300; round++)
        {
            var damaged = (byte[])_container.Clone();
            for (var i = 0; i < 1 + (round % 20); i++)
            {
                damaged[random.Next(0, damaged.Length)] = (byte)random.Next(0, 256);
            }

            try
            {
                _decoder.Decode(damaged);
            }
            catch (InvalidLatentException)
            {
                // The one exception allowed.
            }
        }
    }

    private byte[] Flip(int index, int bit)
    {
        var damaged = (byte[])_container.Clone();
        damaged[index] ^= (byte)(1 << bit);
        return damaged;
    }
}
