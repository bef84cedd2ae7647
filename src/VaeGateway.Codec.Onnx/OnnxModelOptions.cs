namespace VaeGateway.Codec.Onnx;

/// <summary>How the networks run.</summary>
public sealed class OnnxModelOptions
{
    /// <summary>The least <see cref="Effort"/> is 0, the most this.</summary>
    public const int MaxEffort = 3;

    /// <summary><see cref="Effort"/> unless it is set.</summary>
    public const int DefaultEffort = 2;

    /// <summary>Threads within one network run.</summary>
    /// <value>1: a server runs many images on many cores rather than one image on all.</value>
    public int IntraOpThreads { get; init; } = 1;

    /// <summary>
    /// Images that a network may take in one run, as a batch: those that came with tiles of equal size while others ran. They may differ in quality. The memory for a run grows
    /// with the images in it.
    /// </summary>
    /// <value>null: 8 on a GPU, which is faster the more it has to do at once; 1 on a CPU, which is not, and runs an image on each core instead.</value>
    public int? MaxBatchSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? 1, 1);
            field = value;
        }
    }

    /// <summary>Which networks to load.</summary>
    /// <value>Both directions.</value>
    public ModelDirections Directions { get; init; } = ModelDirections.Both;

    /// <summary>
    /// Channels of z at each position that encoding may round either way: it tries every combination and keeps what costs least. Decoding takes no longer for it.
    /// </summary>
    /// <value>2; with 0 there is no search.</value>
    public int Effort
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxEffort);
            field = value;
        }
    } = DefaultEffort;

    /// <summary>Which synthesis network decodes. Only the one that does is loaded.</summary>
    /// <value>The full one.</value>
    public DecoderChoice Decoder { get; init; } = DecoderChoice.Full;

    /// <summary>
    /// Time that the full synthesis network may take for a megapixel before <see cref="DecoderChoice.Measured"/> takes the light one. It is measured once, as the model is
    /// loaded: the least time of a few runs on 256 × 256 pixels, with <see cref="IntraOpThreads"/>.
    /// </summary>
    /// <value>
    /// 125 ms: a picture of 768 × 512 in 50 ms, with the rest of its decoding in some 70, so that it appears at once (what takes less than 100 ms is felt to). One core of an
    /// AMD EPYC with AVX2 takes 255 for the full network and 123 for the light one. Zero always takes the light one, <see cref="TimeSpan.MaxValue"/> the full.
    /// </value>
    public TimeSpan FullDecoderBudget
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromMilliseconds(125);

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
