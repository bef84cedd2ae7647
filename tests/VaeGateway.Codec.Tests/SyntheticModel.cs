namespace VaeGateway.Codec.Tests;

/// <summary>A model without networks, for tests of the bitstream alone: scale indices follow from z by arithmetic.</summary>
internal sealed class SyntheticModel : ILatentModel
{
    private const int LatentChannels = 7;
    private const int HyperChannels = 3;

    public ModelDescription Description { get; } = new(
        "synthetic",
        0x5EED0001,
        LatentChannels,
        HyperChannels,
        SyntheticTables.Create(),
        [.. Enumerable.Range(0, QualityScale.Levels).Select(q => new byte[] { (byte)(10 + (q / 4)), 20, 30 })]);

    public LatentSymbols Analyze(RgbImage image, int quality) => Symbols(new LatentGeometry(image.Width, image.Height), quality, seed: 1);

    /// <summary>Pseudo-random symbols with amplitudes that fit their scale indices, and some far outliers.</summary>
    public LatentSymbols Symbols(LatentGeometry geometry, int quality, int seed)
    {
        var random = new Lcg((uint)seed);
        var z = new sbyte[HyperChannels * geometry.HyperWidth * geometry.HyperHeight];
        for (var i = 0; i < z.Length; i++)
        {
            z[i] = (sbyte)random.Next(-9, 10);
        }

        var scales = PredictScales(z, geometry, quality);
        var residual = new short[scales.Length];
        for (var i = 0; i < residual.Length; i++)
        {
            var inside = (i % geometry.LatentWidth) < geometry.CodedWidth
                && (i / geometry.LatentWidth % geometry.LatentHeight) < geometry.CodedHeight;
            if (inside && !Description.Tables.IsSkipped(scales[i]))
            {
                var span = random.Next(0, 200) == 0 ? short.MaxValue : 1 + (scales[i] * scales[i] / 100);
                residual[i] = (short)random.Next(-span, span + 1);
            }
        }

        return new LatentSymbols(geometry, quality, z, scales, residual);
    }

    public byte[] PredictScales(sbyte[] hyperLatent, LatentGeometry geometry, int quality)
    {
        var scales = new byte[LatentChannels * geometry.LatentWidth * geometry.LatentHeight];
        for (var i = 0; i < scales.Length; i++)
        {
            scales[i] = (byte)(Math.Abs((hyperLatent[i % hyperLatent.Length] * 7) + i + quality) % 64);
        }

        return scales;
    }

    public RgbImage Synthesize(LatentSymbols symbols) =>
        new(symbols.Geometry.Width, symbols.Geometry.Height, new byte[symbols.Geometry.Width * symbols.Geometry.Height * RgbImage.Channels]);
}
