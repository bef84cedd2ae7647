using Microsoft.Extensions.Options;
using VaeGateway.Codec;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Negotiation;
using VaeGateway.Gateway.Telemetry;
using VaeGateway.Imaging;

namespace VaeGateway.Gateway.Delivery;

/// <summary>Makes renditions: entropy-decode and synthesis network, or a stored AVIF's decoder; then WebP or JPEG. Pure computation, to be called off the request path.</summary>
internal sealed class RenditionRenderer(
    [FromKeyedServices(DeliveryServices.Renditions)] LatentDecoder decoder,
    IOptions<DeliveryOptions> options,
    GatewayMetrics metrics,
    TimeProvider clock,
    ILogger<RenditionRenderer> logger)
{
    private static readonly ImageLimits Unlimited = new() { MaxBytes = int.MaxValue, MaxPixels = long.MaxValue };

    private readonly DeliveryOptions _options = options.Value;

    public Rendition Render(StoredResponse image, Variant variant)
    {
        using var span = GatewayTraces.Rendition(variant.ToToken());
        var started = clock.GetTimestamp();
        try
        {
            return Decode(image) is { } picture ? Write(picture, variant, image.Image!.OriginBytes) : Rendition.Undecodable;
        }
        catch (InvalidLatentException e)
        {
            logger.LatentUndecodable(e, image.Image!.ModelTag, image.Body.Length);
            return Rendition.Undecodable;
        }
        catch (Exception e)
        {
            // Whatever goes wrong in native code must not break the page: the origin still has the image.
            logger.RenditionFailed(e, image.Image!.ModelTag, image.Body.Length);
            return Rendition.Undecodable;
        }
        finally
        {
            metrics.Decoded(clock.GetElapsedTime(started));
        }
    }

    private Picture? Decode(StoredResponse image)
    {
        if (image.Form == BodyForm.Avif)
        {
            return ImageReader.DecodePicture(image.Body, Unlimited);
        }

        var decoded = decoder.Decode(image.Body);
        return decoded.IsComplete ? new Picture(decoded.Image, null) : null;
    }

    private Rendition Write(Picture picture, Variant variant, long originBytes)
    {
        var (format, quality) = variant == Variant.WebP ? (ImageFormat.WebP, _options.WebPQuality) : (ImageFormat.Jpeg, _options.JpegQuality);
        foreach (var attempt in (ReadOnlySpan<int>)[quality, Math.Max(1, quality - _options.QualityStepDown)])
        {
            var bytes = ImageWriter.Write(picture, format, attempt, _options.WebPEffort);
            if (bytes.Length <= originBytes)
            {
                return new Rendition(RenditionOutcome.Made, bytes);
            }
        }

        return Rendition.BiggerThanOriginal;
    }
}
