using Microsoft.Extensions.Options;
using VaeGateway.Codec;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Telemetry;
using VaeGateway.Imaging;

namespace VaeGateway.Gateway.Encoding;

/// <summary>Turns an original into a latent, or into the decision to keep the original. Never throws for what an image holds.</summary>
internal sealed class ImageEncoder(
    LatentEncoder encoder,
    QualityGuard guard,
    IOptions<EncodingOptions> options,
    GatewayMetrics metrics,
    TimeProvider clock,
    ILogger<ImageEncoder> logger)
{
    private readonly EncodingOptions _options = options.Value;
    private readonly ImageLimits _limits = new() { MaxBytes = options.Value.MaxBytes, MaxPixels = options.Value.MaxPixels };

    /// <summary>Encodes an image.</summary>
    /// <param name="original">The origin's bytes, with what is known of the image.</param>
    /// <returns>The same response with the latent as its body, or with the original to stay and the reason why.</returns>
    public StoredResponse Encode(StoredResponse original)
    {
        var started = clock.GetTimestamp();
        using var budget = new CancellationTokenSource(_options.Timeout, clock);
        var result = Attempt(original, budget.Token);
        return result with { Image = result.Image! with { EncodeDuration = clock.GetElapsedTime(started) } };
    }

    private StoredResponse Keep(StoredResponse original, Refusal refusal)
    {
        metrics.EncodeRefused(refusal.Reason);
        return original with { Form = BodyForm.Bytes, Image = original.Image! with { Reason = refusal.Text } };
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
        var pixels = ImageReader.Decode(original.Body, _limits);
        budget.ThrowIfCancellationRequested();
        var latent = encoder.Encode(pixels, original.Image!.Quality);
        var image = original.Image! with { Width = pixels.Width, Height = pixels.Height };
        if (latent.Length > image.OriginBytes * _options.MaxSizeRatio)
        {
            return Keep(original with { Image = image }, new Refusal("size", $"a latent of {latent.Length} bytes saves too little of {image.OriginBytes}"));
        }

        budget.ThrowIfCancellationRequested();
        var verdict = guard.Judge(pixels, latent);
        return verdict.Objection is { } objection
            ? Keep(original with { Image = image }, objection)
            : original with
            {
                Form = BodyForm.Latent,
                Body = latent,
                Image = image with { Psnr = verdict.Psnr, WorstTilePsnr = verdict.WorstTilePsnr },
            };
    }
}
