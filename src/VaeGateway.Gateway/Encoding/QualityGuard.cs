using System.Globalization;
using Microsoft.Extensions.Options;
using VaeGateway.Codec;
using VaeGateway.Imaging.Metrics;

namespace VaeGateway.Gateway.Encoding;

/// <summary>Decodes a latent as a client would and compares it with the image it came from.</summary>
internal sealed class QualityGuard(LatentDecoder decoder, IOptions<EncodingOptions> options)
{
    private readonly EncodingOptions _options = options.Value;

    public GuardVerdict Judge(RgbImage image, byte[] latent)
    {
        var decoded = decoder.Decode(latent);
        var psnr = PeakSignalToNoise.Of(image, decoded.Image);
        var worstTile = WorstTile.WorstTilePsnr(image, decoded.Image);
        return new GuardVerdict(psnr, worstTile, Objection(decoded, psnr, worstTile));
    }

    private Refusal? Objection(DecodedLatent decoded, double psnr, double worstTile) =>
        !decoded.IsComplete ? new Refusal("undecodable", $"{decoded.LostChunks} chunks of the latent do not decode") :
        !(psnr >= _options.MinPsnr) ? new Refusal("psnr", Below("the latent", psnr, _options.MinPsnr)) :
        !(worstTile >= _options.MinTilePsnr) ? new Refusal("tile-psnr", Below("the latent's worst tile", worstTile, _options.MinTilePsnr)) :
        null;

    private static string Below(string what, double psnr, double floor) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} reaches {psnr:F1} dB, less than {floor:F1}");
}
