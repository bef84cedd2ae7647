using System.Globalization;
using Microsoft.Extensions.Options;
using VaeGateway.Codec;
using VaeGateway.Imaging;
using VaeGateway.Imaging.Metrics;

namespace VaeGateway.Gateway.Encoding;

/// <summary>Decodes what was encoded as a client would and compares it with the image it came from.</summary>
internal sealed class QualityGuard(LatentDecoder decoder, IOptions<EncodingOptions> options)
{
    private static readonly byte[] Grounds = [byte.MinValue, byte.MaxValue];

    private readonly EncodingOptions _options = options.Value;
    private readonly ImageLimits _unlimited = new() { MaxBytes = int.MaxValue, MaxPixels = long.MaxValue };

    public GuardVerdict JudgeLatent(RgbImage image, byte[] latent)
    {
        var decoded = decoder.Decode(latent);
        var verdict = Judge("the latent", image, decoded.Image);
        return decoded.IsComplete
            ? verdict
            : verdict with { Objection = new Refusal("undecodable", $"{decoded.LostChunks} chunks of the latent do not decode") };
    }

    /// <summary>A transparent image is judged on the ground that shows it worse, black or white; on any other its error lies between those two.</summary>
    /// <param name="what">What to call the file.</param>
    /// <param name="picture">The image.</param>
    /// <param name="file">A file of an ordinary format that was made of it.</param>
    public GuardVerdict JudgeFile(string what, Picture picture, byte[] file)
    {
        var decoded = ImageReader.DecodePicture(file, _unlimited);
        return picture.Alpha is null
            ? Judge(what, picture.Colour, decoded.Colour)
            : Grounds.Select(gray => Judge(what, picture.Over(gray), decoded.Over(gray))).MinBy(verdict => verdict.WorstTilePsnr);
    }

    private GuardVerdict Judge(string what, RgbImage image, RgbImage decoded)
    {
        var psnr = PeakSignalToNoise.Of(image, decoded);
        var tilePsnr = WorstTile.WorstTilePsnr(image, decoded);
        var tileSsim = WorstTile.WorstTileSsim(image, decoded);
        return new GuardVerdict(psnr, tilePsnr, tileSsim, Objection(what, psnr, tilePsnr, tileSsim));
    }

    private Refusal? Objection(string what, double psnr, double tilePsnr, double tileSsim) =>
        !(psnr >= _options.MinPsnr) ? new Refusal("psnr", Below(what, "dB", psnr, _options.MinPsnr)) :
        !(tilePsnr >= _options.MinTilePsnr) ? new Refusal("tile-psnr", Below($"{what}'s worst tile", "dB", tilePsnr, _options.MinTilePsnr)) :
        !(tileSsim >= _options.MinTileSsim) ? new Refusal("tile-ssim", Below($"{what}'s worst tile", "SSIM", tileSsim, _options.MinTileSsim)) :
        null;

    private static string Below(string what, string unit, double value, double floor) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} reaches {value:0.0#} {unit}, less than {floor:0.0#}");
}
