namespace VaeGateway.Codec.Onnx;

/// <summary>How the networks run.</summary>
public sealed class OnnxModelOptions
{
    /// <summary>Threads within one network run.</summary>
    /// <value>1: a server runs many images on many cores rather than one image on all.</value>
    public int IntraOpThreads { get; init; } = 1;

    /// <summary>Which networks to load.</summary>
    /// <value>Both directions.</value>
    public ModelDirections Directions { get; init; } = ModelDirections.Both;

    /// <summary>Pixels a side of the tiles that the networks see at once, halos not counted: a multiple of 64. Larger ones waste less and take more memory.</summary>
    /// <value>
    /// null: images of up to 2.4 megapixels go through as they are, and the larger an image is beyond that, the smaller are its tiles, so that a process that
    /// encodes or decodes one of 50 megapixels stays below some 600 MB.
    /// </value>
    public int? TileSide
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? LatentGeometry.HyperStride, LatentGeometry.HyperStride);
            ArgumentOutOfRangeException.ThrowIfNotEqual((value ?? 0) % LatentGeometry.HyperStride, 0);
            field = value;
        }
    }
}
