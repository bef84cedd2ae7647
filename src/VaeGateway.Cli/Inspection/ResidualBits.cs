using VaeGateway.Codec;
using VaeGateway.Codec.Container;

namespace VaeGateway.Cli.Inspection;

/// <summary>Where a latent's residual spends its bits. What was lost on the way counts none.</summary>
internal sealed class ResidualBits
{
    private ResidualBits(LatentGeometry geometry, int channels)
    {
        Geometry = geometry;
        ByPosition = new double[geometry.CodedHeight * geometry.CodedWidth];
        ByChannel = new double[channels];
    }

    /// <summary>The image's sizes.</summary>
    public LatentGeometry Geometry { get; }

    /// <summary>Bits at each latent position, over all channels, shape [CodedHeight, CodedWidth].</summary>
    public double[] ByPosition { get; }

    /// <summary>Bits of each channel, over all positions.</summary>
    public double[] ByChannel { get; }

    /// <summary>All bits.</summary>
    public double Total => ByChannel.Sum();

    /// <summary>Adds up the code lengths.</summary>
    /// <param name="symbols">The symbols.</param>
    /// <param name="channels">M, channels of y.</param>
    /// <param name="partition">How the container cuts the residual.</param>
    /// <param name="arrived">For each residual chunk, in the container's order, whether it is whole.</param>
    /// <param name="length">The code length of a symbol.</param>
    public static ResidualBits Of(
        LatentSymbols symbols, int channels, ChunkPartition partition, IReadOnlyList<bool> arrived, CodeLength length)
    {
        var bits = new ResidualBits(symbols.Geometry, channels);
        var bands = partition.Bands(symbols.Geometry);
        for (var group = 0; group < partition.Groups; group++)
        {
            for (var channel = partition.FirstChannel(group, channels); channel < partition.FirstChannel(group + 1, channels); channel++)
            {
                bits.AddChannel(symbols, channel, row => arrived[(group * bands) + (row / partition.BandRows)], length);
            }
        }

        return bits;
    }

    private void AddChannel(LatentSymbols symbols, int channel, Func<int, bool> hasArrived, CodeLength length)
    {
        for (var row = 0; row < Geometry.CodedHeight; row++)
        {
            var start = ((channel * Geometry.LatentHeight) + row) * Geometry.LatentWidth;
            for (var column = 0; column < Geometry.CodedWidth && hasArrived(row); column++)
            {
                var bits = length.Of(symbols.Residual[start + column], symbols.ScaleIndex[start + column]);
                ByPosition[(row * Geometry.CodedWidth) + column] += bits;
                ByChannel[channel] += bits;
            }
        }
    }
}
