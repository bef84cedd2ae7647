using VaeGateway.Codec;
using VaeGateway.Codec.EntropyCoding;

namespace VaeGateway.Gateway.Tests.Support;

/// <summary>A codec without networks: each 16×16 block becomes its mean gray. Flat gray images survive it, noise does not.</summary>
internal sealed class BlockModel : ILatentModel
{
    public const string Id = "block";

    private const int Stride = LatentGeometry.LatentStride;
    private const int MidGray = 128;

    public ModelDescription Description { get; } = new(
        Id,
        0xB10C0001,
        LatentChannels: 1,
        HyperChannels: 1,
        new SymbolTables([.. Enumerable.Range(0, SymbolTables.Levels).Select(_ => Table())]),
        [.. Enumerable.Range(0, QualityScale.Levels).Select(_ => new byte[1])]);

    public LatentSymbols Analyze(RgbImage image, int quality)
    {
        var geometry = new LatentGeometry(image.Width, image.Height);
        var residual = new short[geometry.LatentWidth * geometry.LatentHeight];
        for (var y = 0; y < geometry.CodedHeight; y++)
        {
            for (var x = 0; x < geometry.CodedWidth; x++)
            {
                residual[(y * geometry.LatentWidth) + x] = (short)(Mean(image, x * Stride, y * Stride) - MidGray);
            }
        }

        var hyperLatent = new sbyte[geometry.HyperWidth * geometry.HyperHeight];
        return new LatentSymbols(geometry, quality, hyperLatent, PredictScales(hyperLatent, geometry, quality), residual);
    }

    public byte[] PredictScales(sbyte[] hyperLatent, LatentGeometry geometry, int quality) => new byte[geometry.LatentWidth * geometry.LatentHeight];

    public RgbImage Synthesize(LatentSymbols symbols)
    {
        var geometry = symbols.Geometry;
        return TestImages.Paint(geometry.Width, geometry.Height, (x, y) =>
            (byte)(symbols.Residual[(y / Stride * geometry.LatentWidth) + (x / Stride)] + MidGray));
    }

    private static int Mean(RgbImage image, int left, int top)
    {
        var (sum, count) = (0, 0);
        for (var y = top; y < Math.Min(top + Stride, image.Height); y++)
        {
            for (var x = left; x < Math.Min(left + Stride, image.Width); x++)
            {
                sum += image.Samples[((y * image.Width) + x) * RgbImage.Channels];
                count++;
            }
        }

        return sum / count;
    }

    // Equal chances for magnitudes 0 to 127; anything above escapes.
    private static int[] Table()
    {
        const int Symbols = 129;
        var table = Enumerable.Repeat((1 << SymbolTables.FrequencyBits) / Symbols, Symbols).ToArray();
        table[0] += (1 << SymbolTables.FrequencyBits) - table.Sum();
        return table;
    }
}
