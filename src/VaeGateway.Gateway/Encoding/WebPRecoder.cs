using Microsoft.Extensions.Options;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Imaging;

namespace VaeGateway.Gateway.Encoding;

/// <summary>Encodes as WebP what a latent does not serve: line art, text, logos, and whatever is transparent.</summary>
internal sealed class WebPRecoder(QualityGuard guard, IOptions<EncodingOptions> options)
{
    private const int LosslessQuality = 100;

    private readonly EncodingOptions _options = options.Value;

    /// <summary>A file of the very same pixels, if one fits.</summary>
    /// <param name="picture">The image.</param>
    /// <param name="maxBytes">Most bytes worth keeping.</param>
    public Candidate? EncodeLossless(Picture picture, long maxBytes)
    {
        var bytes = ImageWriter.WriteWebP(picture, quality: null, _options.WebPEffort);
        return bytes.Length <= maxBytes ? new Candidate(BodyForm.WebP, bytes, LosslessQuality, GuardVerdict.Exact) : null;
    }

    /// <summary>A lossy file, if one fits that passes the guard.</summary>
    /// <param name="picture">The image.</param>
    /// <param name="maxBytes">Most bytes worth keeping.</param>
    public Candidate? EncodeLossy(Picture picture, long maxBytes)
    {
        var bytes = ImageWriter.WriteWebP(picture, _options.WebPQuality, _options.WebPEffort);
        return bytes.Length <= maxBytes && guard.JudgeWebP(picture, bytes) is { Objection: null } verdict
            ? new Candidate(BodyForm.WebP, bytes, _options.WebPQuality, verdict)
            : null;
    }
}
