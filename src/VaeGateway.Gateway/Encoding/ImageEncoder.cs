using Microsoft.Extensions.Options;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Telemetry;
using VaeGateway.Imaging;

namespace VaeGateway.Gateway.Encoding;

/// <summary>Turns an original into what serves it best: a latent, a WebP, an AVIF, or itself. Never throws for what an image holds.</summary>
internal sealed class ImageEncoder(
    LatentAttempts latents,
    ImageRecoder recoder,
    IOptions<EncodingOptions> options,
    GatewayMetrics metrics,
    TimeProvider clock,
    ILogger<ImageEncoder> logger)
{
    private const string LosslessLoader = "png";

    /// <summary>What came without loss goes on without, unless loss makes it this many times smaller: letters stay crisp, and photographs get small.</summary>
    private const int WorthOfExactness = 2;

    private readonly EncodingOptions _options = options.Value;
    private readonly ImageLimits _limits = new()
    {
        MaxBytes = options.Value.MaxBytes,
        MaxPixels = options.Value.MaxPixels,
        MaxMemory = options.Value.MaxMemory,
    };

    /// <summary>Encodes an image.</summary>
    /// <param name="original">The origin's bytes, with what is known of the image.</param>
    /// <returns>The same response with what it became as its body, and the reason where that is no latent.</returns>
    public StoredResponse Encode(StoredResponse original)
    {
        var started = clock.GetTimestamp();
        using var budget = new CancellationTokenSource(_options.Timeout, clock);
        var result = Attempt(original, budget.Token);
        return result with { Image = result.Image! with { EncodeDuration = clock.GetElapsedTime(started) } };
    }

    private StoredResponse Attempt(StoredResponse original, CancellationToken budget)
    {
        try
        {
            return EncodeAndCheck(original, budget);
        }
        catch (InvalidImageException e)
        {
            return Keep(original, new Refusal("image", e.Message.TrimEnd('.')));
        }
        catch (OperationCanceledException)
        {
            return Keep(original, new Refusal("time", $"the encode took longer than {_options.Timeout}"));
        }
        catch (Exception e)
        {
            // Whatever else goes wrong in native code: the original is right, and another try would fail alike.
            logger.EncodeFailed(e, original.ContentType, original.Body.Length);
            return Keep(original, new Refusal("failure", "the encode failed"));
        }
    }

    private StoredResponse EncodeAndCheck(StoredResponse original, CancellationToken budget)
    {
        var picture = ImageReader.DecodePicture(original.Body, _limits);
        var image = original.Image! with { Width = picture.Width, Height = picture.Height };
        var maxBytes = (long)(image.OriginBytes * _options.MaxSizeRatio);
        var refusal = ObjectionTo(picture);
        var latent = refusal is null ? latents.Encode(picture.Colour, image.Quality, image.Target, maxBytes, budget, out refusal) : null;
        budget.ThrowIfCancellationRequested();
        var best =
            IsTooLargeToRecode(picture) ? latent :
            latent is null ? Recode(picture, original, maxBytes, budget) :
            MayBeGraphic(original, latent) ? recoder.EncodeLossless(picture, Math.Min(maxBytes, WorthOfExactness * latent.Bytes.Length)) ?? latent :
            latent;
        if (best is not { Form: BodyForm.Latent })
        {
            refusal =
                IsTooLargeToRecode(picture) ? new Refusal("memory", $"{refusal!.Text}, and a WebP would take more memory than {_options.MaxMemory} bytes") :
                refusal ?? new Refusal("lossless", $"no loss is worth its bytes beside a latent of {latent!.Bytes.Length}");
            metrics.EncodeRefused(refusal.Reason);
        }

        return best is null
            ? original with { Form = BodyForm.Bytes, Image = image with { Reason = refusal!.Text } }
            : original with { Form = best.Form, Body = best.Bytes, Image = Facts(image, best, refusal) };
    }

    private Refusal? ObjectionTo(Picture picture) =>
        picture.Alpha is not null ? new Refusal("alpha", "the image is transparent") :
        (long)picture.Width * picture.Height < _options.MinPixels ? new Refusal("small", "the image is too small for a latent") :
        null;

    private bool IsTooLargeToRecode(Picture picture) => ImageRecoder.MemoryFor(picture) > _options.MaxMemory;

    /// <summary>Whether a lossless file has a chance against a latent: only of what compressed well without loss before.</summary>
    private bool MayBeGraphic(StoredResponse original, Candidate latent) =>
        IsLossless(original) && latent.Bytes.Length > original.Body.Length * _options.GraphicRatio;

    private Candidate? Recode(Picture picture, StoredResponse original, long maxBytes, CancellationToken budget)
    {
        if (!IsLossless(original))
        {
            return recoder.EncodeLossy(picture, maxBytes, budget);
        }

        var lossless = recoder.EncodeLossless(picture, maxBytes);
        var exactBytes = lossless is null ? original.Body.Length : lossless.Bytes.Length;
        return recoder.EncodeLossy(picture, Math.Min(maxBytes, exactBytes / WorthOfExactness), budget) ?? lossless;
    }

    private static ImageFacts Facts(ImageFacts image, Candidate best, Refusal? refusal) => image with
    {
        Quality = best.Quality,
        Reason = refusal?.Text ?? "",
        Psnr = best.Verdict.Psnr,
        WorstTilePsnr = best.Verdict.WorstTilePsnr,
        WorstTileSsim = best.Verdict.WorstTileSsim,
    };

    private bool IsLossless(StoredResponse original) => ImageReader.ReadInfo(original.Body, _limits).Loader == LosslessLoader;

    private StoredResponse Keep(StoredResponse original, Refusal refusal)
    {
        metrics.EncodeRefused(refusal.Reason);
        return original with { Form = BodyForm.Bytes, Image = original.Image! with { Reason = refusal.Text } };
    }
}
