namespace VaeGateway.Codec.Container;

/// <summary>How the residual is cut: into bands of latent rows, and into groups of channels of growing size.</summary>
/// <param name="BandRows">Latent rows in a band; the last band may have fewer.</param>
/// <param name="Groups">Number of channel groups.</param>
public readonly record struct ChunkPartition(int BandRows, int Groups)
{
    /// <summary>Most channel groups a container may have.</summary>
    public const int MaxGroups = 16;

    /// <summary>Number of bands that cover the coded rows.</summary>
    /// <param name="geometry">The image's sizes.</param>
    public int Bands(LatentGeometry geometry) => (geometry.CodedHeight + BandRows - 1) / BandRows;

    /// <summary>First channel of a group: groups grow quadratically, since low channels carry most bits.</summary>
    /// <param name="group">Group, 0 to <see cref="Groups"/> (which gives the number of channels).</param>
    /// <param name="channels">Number of latent channels.</param>
    public int FirstChannel(int group, int channels) => (int)((long)channels * group * group / ((long)Groups * Groups));

    /// <summary>Chooses a partition whose chunks hold about <see cref="TargetChunkBytes"/>, so that their checksums cost little.</summary>
    /// <param name="estimatedBytes">Expected bytes of the whole residual.</param>
    /// <param name="geometry">The image's sizes.</param>
    public static ChunkPartition For(double estimatedBytes, LatentGeometry geometry)
    {
        var chunks = Math.Max(1, (int)(estimatedBytes / TargetChunkBytes));
        var groups = Math.Clamp((int)Math.Sqrt(chunks), 1, 4);
        var bands = Math.Clamp(chunks / groups, 1, geometry.CodedHeight);
        return new ChunkPartition((geometry.CodedHeight + bands - 1) / bands, groups);
    }

    private const int TargetChunkBytes = 3000;
}
