using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Models;
using VaeGateway.Gateway.Negotiation;

namespace VaeGateway.Gateway.Delivery;

/// <summary>Chooses the variant of a stored image for a client and gets its bytes.</summary>
internal sealed class VariantSelector(
    ILatentStore store, RenditionCache renditions, EntityTags tags, ServedModel model, TimeProvider clock, ILogger<VariantSelector> logger)
{
    public async ValueTask<Choice> ChooseAsync(CacheKey key, StoredImage image, HttpRequest request, CancellationToken cancellation)
    {
        switch (image.Kind)
        {
            case StoredImageKind.Original:
                return ServeOriginal(image, request);
            case StoredImageKind.OriginalElsewhere:
                return Choice.Ask("bypass");
        }

        var variant = AcceptHeader.Parse(request.Headers.Accept, model.Id).Choose();
        var tag = tags.Of(image, variant);
        if (variant != Variant.Original && Preconditions.ClientHas(request.Headers, image, tag))
        {
            return Choice.Serve(new Answer(image, variant, ContentType(variant), tag, Body: null));
        }

        return variant switch
        {
            Variant.Latent => Choice.Serve(new Answer(image, variant, model.LatentContentType, tag, image.Payload)),
            Variant.WebP or Variant.Jpeg => await RenderAsync(key, image, variant, tag, request, cancellation),
            _ => await FindOriginalAsync(key, request, cancellation),
        };
    }

    private async ValueTask<Choice> RenderAsync(
        CacheKey key, StoredImage image, Variant variant, string tag, HttpRequest request, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        var rendition = await renditions.GetAsync(image, variant, cancellation);
        switch (rendition.Outcome)
        {
            case RenditionOutcome.Made:
                return Choice.Serve(new Answer(image, variant, ContentType(variant), tag, rendition.Bytes, clock.GetElapsedTime(started)));
            case RenditionOutcome.BiggerThanOriginal:
                return await FindOriginalAsync(key, request, cancellation);
            case RenditionOutcome.Undecodable:
                logger.EntryDropped(key.Canonical);
                await store.RemoveAsync(key, cancellation);
                return Choice.AskAndKeep("uri-miss", key, EncodeTarget.Latent);
            default:
                logger.RenditionTooSlow(key.Canonical);
                return Choice.Ask("bypass");
        }
    }

    private async ValueTask<Choice> FindOriginalAsync(CacheKey key, HttpRequest request, CancellationToken cancellation)
    {
        var original = await store.GetAsync(key.Original, cancellation);
        return
            original is null || original.FreshFor(clock.GetUtcNow()) <= TimeSpan.Zero
                ? Choice.AskAndKeep("vary-miss", key.Original, EncodeTarget.Original) :
            original.Kind == StoredImageKind.Original ? ServeOriginal(original, request) :
            Choice.Ask("bypass");
    }

    private Choice ServeOriginal(StoredImage image, HttpRequest request)
    {
        // Where the origin itself negotiates, its answer to one client may be a type that the next can't show.
        if (image.VariesByAccept && !IsShownEverywhere(image.ContentType) && !AcceptHeader.AcceptsByName(request.Headers.Accept, image.ContentType))
        {
            return Choice.Ask("vary-miss");
        }

        var tag = tags.Of(image, Variant.Original);
        var body = Preconditions.ClientHas(request.Headers, image, tag) ? null : image.Payload;
        return Choice.Serve(new Answer(image, Variant.Original, image.ContentType, tag, body));
    }

    private static bool IsShownEverywhere(string contentType) =>
        contentType.StartsWith("image/jp", StringComparison.OrdinalIgnoreCase) || contentType.StartsWith("image/png", StringComparison.OrdinalIgnoreCase);

    private string ContentType(Variant variant) => variant switch
    {
        Variant.Latent => model.LatentContentType,
        Variant.WebP => "image/webp",
        _ => "image/jpeg",
    };
}
