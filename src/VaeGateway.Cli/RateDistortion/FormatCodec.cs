using VaeGateway.Codec;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.RateDistortion;

/// <summary>A format of libvips.</summary>
internal sealed class FormatCodec(string name, ImageFormat format) : IBenchCodec
{
    // The middle of both encoders' scales, and what servers usually run.
    private const int Effort = 4;

    public string Name => name;

    public int MinQuality => format == ImageFormat.WebP ? 0 : 1;

    public int MaxQuality => 100;

    public string Settings => format == ImageFormat.Jpeg
        ? $"{format} of {ImageLibrary.Version}, defaults"
        : $"{format} of {ImageLibrary.Version}, effort {Effort}";

    public byte[] Encode(RgbImage image, int quality) => ImageWriter.Write(image, format, quality, Effort);

    public RgbImage Decode(byte[] bytes) => ImageReader.Decode(bytes, InputFile.Limits);
}
