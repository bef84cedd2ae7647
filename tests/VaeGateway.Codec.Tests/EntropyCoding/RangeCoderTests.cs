using VaeGateway.Codec.EntropyCoding;

namespace VaeGateway.Codec.Tests.EntropyCoding;

public sealed class RangeCoderTests
{
    private static readonly uint[] Skewed = [0, 65000, 65500, 65535, 65536];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(100_000)]
    public void Symbols_and_bits_come_back(int count)
    {
        var random = new Lcg(7);
        var symbols = Enumerable.Range(0, count).Select(_ => random.Next(0, 30) == 0 ? random.Next(0, 4) : 0).ToArray();
        var encoder = new RangeEncoder();
        foreach (var symbol in symbols)
        {
            encoder.Encode(Skewed[symbol], Skewed[symbol + 1] - Skewed[symbol]);
            encoder.EncodeBits((uint)symbol, 2);
        }

        var decoder = new RangeDecoder(encoder.Finish());
        foreach (var symbol in symbols)
        {
            Assert.Equal(symbol, decoder.Decode(Skewed));
            Assert.Equal((uint)symbol, decoder.DecodeBits(2));
        }
    }

    [Fact]
    public void Carries_run_through_bytes_of_ones()
    {
        // The top sliver of the interval, again and again, drives low to 0xFFFF…; the bottom of it then carries or not.
        foreach (var length in Enumerable.Range(1, 200))
        {
            var symbols = Enumerable.Repeat(3, length).Append(0).Concat(Enumerable.Repeat(3, length % 7)).ToArray();
            var encoder = new RangeEncoder();
            foreach (var symbol in symbols)
            {
                encoder.Encode(Skewed[symbol], Skewed[symbol + 1] - Skewed[symbol]);
            }

            var decoder = new RangeDecoder(encoder.Finish());
            foreach (var symbol in symbols)
            {
                Assert.Equal(symbol, decoder.Decode(Skewed));
            }
        }
    }

    [Fact]
    public void Length_is_within_a_thousandth_of_the_entropy()
    {
        const int Count = 200_000;
        var random = new Lcg(3);
        var encoder = new RangeEncoder();
        var bits = 0.0;
        for (var i = 0; i < Count; i++)
        {
            var target = (uint)((random.Next(0, 1 << 15) << 1) | random.Next(0, 2));
            var symbol = Array.FindLastIndex(Skewed, start => start <= target);
            var frequency = Skewed[symbol + 1] - Skewed[symbol];
            bits -= Math.Log2(frequency / 65536.0);
            encoder.Encode(Skewed[symbol], frequency);
        }

        var length = encoder.Finish().Length * 8;
        Assert.InRange(length, bits - 16, (bits * 1.001) + 16);
    }
}
