using Microsoft.Extensions.Options;
using VaeGateway.Codec;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Imaging;

namespace VaeGateway.Gateway.Encoding;

/// <summary>Turns an original into a latent, or into the decision to keep the original. Never throws for what an image holds.</summary>
internal sealed class ImageEncoder(
    LatentEncoder encoder,
    QualityGuard guard,
    IOptions<EncodingOptions> options,
    TimeProvider clock,
    ILogger<ImageEncoder> logger)
{
    private readonly EncodingOptions _options = options.Value;
    private readonly ImageLimits _limits = new() { MaxBytes = options.Value.MaxBytes, MaxPixels = options.Value.MaxPixels };

    public StoredImage Encode(StoredImage original)
    {
        var started = clock.GetTimestamp();
        using var budget = new CancellationTokenSource(_options.Timeout, clock);
        var result = Attempt(original, budget.Token);
        return result with { EncodeDuration = clock.GetElapsedTime(started) };
    }

    /// <summary>The original in the latent's stead; only a note of it, if it is too big to keep.</summary>
    public StoredImage Keep(StoredImage original, string reason) => original.Payload.Length <= _options.MaxOriginalBytes
        ? original with { Kind = StoredImageKind.Original, Reason = reason }
        : original with { Kind = StoredImageKind.OriginalElsewhere, Reason = reason, Payload = [] };

    private StoredImage Attempt(StoredImage original, CancellationToken budget)
    {
        try
        {
            return EncodeAndCheck(original, budget);
        }
        catch (InvalidImageException e)
        {
            return Keep(original, e.Message.TrimEnd('.'));
        }
        catch (OperationCanceledException)
        {
            return Keep(original, $"the encode took longer than {_options.Timeout}");
        }
        catch (Exception e)
        {
            // Whatever else goes wrong in native code: the original is right, and another try would fail alike.
            logger.EncodeFailed(e, original.ContentType, original.Payload.Length);
            return Keep(original, "the encode failed");
        }
    }

    private StoredImage EncodeAndCheck(StoredImage original, CancellationToken budget)
    {
        var pixels = ImageReader.Decode(original.Payload, _limits);
        budget.ThrowIfCancellationRequested();
        var latent = encoder.Encode(pixels, _options.Quality);
        var sized = original with { Width = pixels.Width, Height = pixels.Height };
        if (latent.Length > original.OriginBytes * _options.MaxSizeRatio)
        {
            return Keep(sized, $"a latent of {latent.Length} bytes saves too little of {original.OriginBytes}");
        }

        budget.ThrowIfCancellationRequested();
        var verdict = guard.Judge(pixels, latent);
        return verdict.Objection is { } objection
            ? Keep(sized, objection)
            : sized with { Kind = StoredImageKind.Latent, Payload = latent, Psnr = verdict.Psnr, WorstTilePsnr = verdict.WorstTilePsnr };
    }
}
