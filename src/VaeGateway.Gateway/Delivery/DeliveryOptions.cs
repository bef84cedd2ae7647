using System.ComponentModel.DataAnnotations;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Gateway.Delivery;

/// <summary>How latents are turned into ordinary images for clients without a decoder.</summary>
public sealed class DeliveryOptions
{
    /// <summary>
    /// The decoder that makes renditions. The light one takes about half of the work and leaves a few per cent more error; the guard judges a latent by the full one all the same,
    /// since most who get the latent decode it so. What a machine measures of itself at its start is no choice here: gateways that share a store are to give the same bytes.
    /// </summary>
    /// <value>Full or Light, which the model must have. Default: Full.</value>
    [AllowedValues(DecoderChoice.Full, DecoderChoice.Light, ErrorMessage = "it is Full or Light.")]
    public DecoderChoice Decoder { get; set; } = DecoderChoice.Full;

    /// <summary>Quality of WebP renditions.</summary>
    /// <value>1 to 100. Default: 82.</value>
    [Range(1, 100)]
    public int WebPQuality { get; set; } = 82;

    /// <summary>Effort of WebP renditions: more is slower and smaller.</summary>
    /// <value>0 to 6. Default: 4.</value>
    [Range(0, 6)]
    public int WebPEffort { get; set; } = 4;

    /// <summary>Quality of JPEG renditions.</summary>
    /// <value>1 to 100. Default: 85.</value>
    [Range(1, 100)]
    public int JpegQuality { get; set; } = 85;

    /// <summary>How much the quality is lowered, once, for a rendition that came out bigger than the original.</summary>
    /// <value>0 to 50. Default: 15.</value>
    [Range(0, 50)]
    public int QualityStepDown { get; set; } = 15;

    /// <summary>Most bytes of renditions held in memory; the least recently used go first.</summary>
    /// <value>Default: 64 MiB.</value>
    [Range(0L, 1L << 44)]
    public long RenditionMemory { get; set; } = 64L << 20;

    /// <summary>Renditions made at the same time; 0 for the number of processors. Each takes no more memory than the encode of its image did.</summary>
    /// <value>Default: 0.</value>
    [Range(0, 256)]
    public int MaxConcurrentRenditions { get; set; }

    /// <summary>How long a request waits for its rendition before it goes to the origin instead.</summary>
    /// <value>Default: 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan RenditionTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
