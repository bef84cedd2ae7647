using System.Globalization;
using VaeGateway.Cli.RateDistortion;
using VaeGateway.Codec;
using VaeGateway.Imaging.Metrics;

namespace VaeGateway.Cli.CropSheets;

/// <summary>Makes the row of one image: the original, the peers, the learned codec.</summary>
/// <param name="ours">The learned codec, which sets the bytes.</param>
/// <param name="ourTitle">Its name on the sheet.</param>
/// <param name="peers">The codecs that have to make do with them.</param>
internal sealed class CropRow(IBenchCodec ours, string ourTitle, IReadOnlyList<IBenchCodec> peers)
{
    /// <summary>Encodes an image with every codec and cuts the same window out of each.</summary>
    /// <param name="name">The image's name on the sheet.</param>
    /// <param name="image">The image.</param>
    /// <param name="window">What to cut out.</param>
    /// <param name="bitsPerPixel">The rate to come near to.</param>
    public IReadOnlyList<Crop> Of(string name, RgbImage image, CropWindow window, double bitsPerPixel)
    {
        var pixels = (long)image.Width * image.Height;
        var ourFile = Search(ours, image).Nearest((long)(bitsPerPixel * pixels / 8));
        var limitBytes = ourFile.Bytes.Length;
        return
        [
            new Crop(window.Cut(image), name, $"original {image.Width} x {image.Height}, at {window.X},{window.Y}"),
            .. peers.Select(peer => Decode(peer, CodecNames.TitleOf(peer.Name), Search(peer, image).NotAbove(limitBytes))),
            Decode(ours, ourTitle, ourFile),
        ];

        Crop Decode(IBenchCodec codec, string title, EncodedImage encoded)
        {
            var decoded = codec.Decode(encoded.Bytes);
            var bytes = encoded.Bytes.Length;
            return new Crop(
                window.Cut(decoded),
                $"{title} q{encoded.Quality}{Remark(encoded, limitBytes)}",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{bytes} bytes, {8.0 * bytes / pixels:F3} bpp, {PeakSignalToNoise.Of(image, decoded):F2} dB"));
        }
    }

    private static string Remark(EncodedImage encoded, int limitBytes)
    {
        var excess = 100.0 * (encoded.Bytes.Length - limitBytes) / limitBytes;
        return !encoded.IsLowest ? ""
            : excess <= 0 ? " (lowest)"
            : string.Create(CultureInfo.InvariantCulture, $" (lowest, {excess:+0.0}% bytes)");
    }

    private static RateSearch Search(IBenchCodec codec, RgbImage image) =>
        new(codec.MinQuality, codec.MaxQuality, quality => codec.Encode(image, quality));
}
