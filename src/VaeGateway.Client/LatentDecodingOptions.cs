using System.ComponentModel.DataAnnotations;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Client;

/// <summary>How an <see cref="HttpClient"/> decodes latents.</summary>
public sealed class LatentDecodingOptions
{
    /// <summary>A model folder to use. Empty: the model is fetched from the gateway and kept in <see cref="CacheFolder"/>.</summary>
    /// <value>Default: empty.</value>
    public string ModelFolder { get; set; } = "";

    /// <summary>Where fetched models are kept, each in a folder named by its hash.</summary>
    /// <value>Default: <c>VaeGateway/models</c> in the user's local application data.</value>
    public string CacheFolder { get; set; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "VaeGateway", "models");

    /// <summary>If set, the only model that is accepted from a gateway: the <c>sha256</c> field of its <c>model.json</c>.</summary>
    /// <value>Default: empty, any model of the gateway.</value>
    public string PinnedModelSha256 { get; set; } = "";

    /// <summary>How long a host without a usable model is left alone before it is asked again.</summary>
    /// <value>Default: 10 minutes.</value>
    public TimeSpan RetryModelAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Time to fetch a model; the first images of a host wait for it.</summary>
    /// <value>Default: 30 seconds.</value>
    public TimeSpan ModelDownloadTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Largest download of one model file, in bytes.</summary>
    /// <value>Default: 64 MiB.</value>
    [Range(1, int.MaxValue)]
    public int MaxModelFileBytes { get; set; } = 64 << 20;

    /// <summary>Largest latent to decode, in bytes.</summary>
    /// <value>Default: 64 MiB.</value>
    [Range(1, int.MaxValue)]
    public int MaxLatentBytes { get; set; } = 64 << 20;

    /// <summary>Largest image to decode, width × height in pixels.</summary>
    /// <value>Default: 100 million.</value>
    [Range(1, long.MaxValue)]
    public long MaxPixels { get; set; } = LatentFormat.DefaultMaxPixels;

    /// <summary>Threads within one network run.</summary>
    /// <value>Default: 1.</value>
    [Range(1, 256)]
    public int Threads { get; set; } = 1;

    /// <summary>
    /// Which of a model's decoders to use: the full one; the light one, which takes about half of the work and leaves a few per cent more error; or the full one only where it keeps
    /// within <see cref="FullDecoderBudget"/> on this machine. A model that has no light decoder can't be used with <see cref="DecoderChoice.Light"/>.
    /// </summary>
    /// <value>Default: measured, once for each model as it is loaded.</value>
    [EnumDataType(typeof(DecoderChoice))]
    public DecoderChoice Decoder { get; set; } = DecoderChoice.Measured;

    /// <summary>Time that the full decoder's synthesis network may take for a megapixel where <see cref="Decoder"/> is to be measured.</summary>
    /// <value>Default: that of <see cref="OnnxModelOptions.FullDecoderBudget"/>, 125 ms, for the reasons there.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is below zero.</exception>
    public TimeSpan FullDecoderBudget
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = new OnnxModelOptions().FullDecoderBudget;
}
