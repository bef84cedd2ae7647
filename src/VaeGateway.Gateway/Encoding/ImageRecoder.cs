using Microsoft.Extensions.Options;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Imaging;

namespace VaeGateway.Gateway.Encoding;

/// <summary>Encodes as WebP or AVIF what a latent does not serve: line art, text, logos, and whatever is transparent.</summary>
internal sealed class ImageRecoder(QualityGuard guard, IOptions<EncodingOptions> options)
{
    private const int LosslessQuality = 100;

    // Measured with transparent pictures, what the runtime and the allocators hold back included: 226 MB for 2 million pixels, 623 for 8, 1,054 for 18.
    private const long BytesPerPixel = 64;
    private const long FixedBytes = 128_000_000;

    /// <summary>An AVIF must be smaller than a WebP by a tenth: fewer clients take it, and for the others a WebP is made of it with a second loss.</summary>
    private const double WorthOfAvif = 0.9;

    private readonly EncodingOptions _options = options.Value;

    /// <summary>Memory in bytes that this takes at most, the image included.</summary>
    public static long MemoryFor(Picture picture) => FixedBytes + (BytesPerPixel * picture.Width * picture.Height);

    /// <summary>A WebP of the very same pixels, if one fits.</summary>
    /// <param name="picture">The image.</param>
    /// <param name="maxBytes">Most bytes worth keeping.</param>
    public Candidate? EncodeLossless(Picture picture, long maxBytes)
    {
        var bytes = ImageWriter.WriteWebP(picture, quality: null, _options.WebPEffort);
        return bytes.Length <= maxBytes ? new Candidate(BodyForm.WebP, bytes, LosslessQuality, GuardVerdict.Exact) : null;
    }

    /// <summary>A lossy WebP, or an AVIF where that is smaller by far, if one fits that passes the guard.</summary>
    /// <param name="picture">The image.</param>
    /// <param name="maxBytes">Most bytes worth keeping.</param>
    /// <param name="budget">An AVIF is tried only while there is time left.</param>
    public Candidate? EncodeLossy(Picture picture, long maxBytes, CancellationToken budget)
    {
        var webP = ImageWriter.WriteWebP(picture, _options.WebPQuality, _options.WebPEffort);
        if (guard.JudgeFile("the WebP", picture, webP) is not { Objection: null } verdict)
        {
            return null; // Those who don't take AVIF would have to be given such a WebP.
        }

        var avif = budget.IsCancellationRequested ? null : EncodeAvif(picture, Math.Min(maxBytes, (long)(WorthOfAvif * webP.Length)));
        return avif ?? (webP.Length <= maxBytes ? new Candidate(BodyForm.WebP, webP, _options.WebPQuality, verdict) : null);
    }

    private Candidate? EncodeAvif(Picture picture, long maxBytes)
    {
        if (_options.AvifQuality == 0)
        {
            return null;
        }

        var bytes = ImageWriter.Write(picture, ImageFormat.Avif, _options.AvifQuality, _options.AvifEffort);
        return bytes.Length <= maxBytes && guard.JudgeFile("the AVIF", picture, bytes) is { Objection: null } verdict
            ? new Candidate(BodyForm.Avif, bytes, _options.AvifQuality, verdict)
            : null;
    }
}
