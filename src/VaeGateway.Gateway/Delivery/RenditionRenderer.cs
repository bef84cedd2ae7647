using Microsoft.Extensions.Options;
using VaeGateway.Codec;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Negotiation;
using VaeGateway.Gateway.Telemetry;
using VaeGateway.Imaging;

namespace VaeGateway.Gateway.Delivery;

/// <summary>Makes renditions: entropy-decode, synthesis network, WebP or JPEG. Pure computation, to be called off the request path.</summary>
internal sealed class RenditionRenderer(
    LatentDecoder decoder, IOptions<DeliveryOptions> options, GatewayMetrics metrics, TimeProvider clock, ILogger<RenditionRenderer> logger)
{
    private readonly DeliveryOptions _options = options.Value;

    public Rendition Render(StoredResponse image, Variant variant)
    {
        using var span = GatewayTraces.Rendition(variant.ToToken());
        var started = clock.GetTimestamp();
        try
        {
            var decoded = decoder.Decode(image.Body);
            return decoded.IsComplete ? Write(decoded.Image, variant, image.Image!.OriginBytes) : Rendition.Undecodable;
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

    private Rendition Write(RgbImage image, Variant variant, long originBytes)
    {
        var (format, quality) = variant == Variant.WebP ? (ImageFormat.WebP, _options.WebPQuality) : (ImageFormat.Jpeg, _options.JpegQuality);
        foreach (var attempt in (ReadOnlySpan<int>)[quality, Math.Max(1, quality - _options.QualityStepDown)])
        {
            var bytes = ImageWriter.Write(image, format, attempt, _options.WebPEffort);
            if (bytes.Length <= originBytes)
            {
                return new Rendition(RenditionOutcome.Made, bytes);
            }
        }

        return Rendition.BiggerThanOriginal;
    }
}
