using Microsoft.Net.Http.Headers;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Models;
using VaeGateway.Gateway.Negotiation;
using VaeGateway.Gateway.Sites;

namespace VaeGateway.Gateway.Delivery;

/// <summary>Chooses the form of a stored response for a client and gets its bytes.</summary>
internal sealed class VariantSelector(
    ResponseCache cache,
    RenditionCache renditions,
    EntityTags tags,
    ServedModel model,
    SiteRegistry sites,
    TimeProvider clock,
    ILogger<VariantSelector> logger)
{
    public async ValueTask<Choice> ChooseAsync(Found found, HttpRequest request, CancellationToken cancellation)
    {
        var response = found.Response!;
        if (response.Image is null)
        {
            return Serve(response, null, response.ContentType, response.Headers.ETag.ToString(), response.Body, request);
        }

        if (response.Form is BodyForm.Bytes or BodyForm.Encoding)
        {
            return ServeOriginal(response, request);
        }

        var accepted = sites.Of(request.HttpContext).Restrict(AcceptHeader.Parse(request.Headers.Accept, model.Id));
        var variant = response.Form switch
        {
            BodyForm.Avif => accepted.ChooseOfAvif(),
            BodyForm.WebP => accepted.ChooseOfWebP(),
            _ => accepted.Choose(),
        };
        if (variant == Variant.Original)
        {
            return await FindOriginalAsync(found, request, cancellation);
        }

        var tag = tags.Of(response, variant);
        return
            IsStored(response.Form, variant) || Conditions.ClientHas(request.Headers, response.Headers, tag)
                ? Serve(response, variant, ContentType(variant), tag, response.Body, request)
                : await RenderAsync(found, variant, tag, request, cancellation);
    }

    /// <summary>Whether the stored body is that variant, so that nothing needs to be made.</summary>
    private static bool IsStored(BodyForm form, Variant variant) =>
        (form, variant) is (BodyForm.Latent, Variant.Latent) or (BodyForm.Avif, Variant.Avif) or (BodyForm.WebP, Variant.WebP);

    private static Choice Serve(StoredResponse response, Variant? variant, string contentType, string tag, byte[] body, HttpRequest request, TimeSpan? decode = null)
    {
        var isConditional = response.Status == StatusCodes.Status200OK;
        return isConditional && Conditions.ClientWantsOther(request.Headers, response.Headers, tag)
            ? Choice.Ask("request")
            : Choice.Serve(new Answer(
                response, variant, contentType, tag, isConditional && Conditions.ClientHas(request.Headers, response.Headers, tag) ? null : body, decode));
    }

    private async ValueTask<Choice> RenderAsync(Found found, Variant variant, string tag, HttpRequest request, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        var response = found.Response!;
        var rendition = await renditions.GetAsync(response, variant, cancellation);
        switch (rendition.Outcome)
        {
            case RenditionOutcome.Made:
                return Serve(response, variant, ContentType(variant), tag, rendition.Bytes, request, clock.GetElapsedTime(started));
            case RenditionOutcome.BiggerThanOriginal:
                return await FindOriginalAsync(found, request, cancellation);
            case RenditionOutcome.Undecodable:
                logger.EntryDropped(found.Key.Canonical);
                await cache.InvalidateAsync(found.ResponseKey, cancellation);
                return Choice.AskAnew("uri-miss");
            default:
                logger.RenditionTooSlow(found.Key.Canonical);
                return Choice.Ask("bypass");
        }
    }

    private async ValueTask<Choice> FindOriginalAsync(Found found, HttpRequest request, CancellationToken cancellation)
    {
        var latent = found.Response!;
        return await cache.FindOriginalAsync(found, cancellation) is { } original
            ? ServeOriginal(original with { StoredAt = latent.StoredAt, Freshness = latent.Freshness }, request)
            : Choice.AskOriginal(latent);
    }

    private Choice ServeOriginal(StoredResponse response, HttpRequest request)
    {
        // Where the origin itself negotiates, its answer to one client may be a type that the next can't show.
        var isNegotiated = VaryRules.Names(response.Headers, HeaderNames.Accept);
        return isNegotiated && !IsShownEverywhere(response.ContentType) && !AcceptHeader.AcceptsByName(request.Headers.Accept, response.ContentType)
            ? Choice.Ask("vary-miss")
            : Serve(response, Variant.Original, response.ContentType, tags.Of(response, Variant.Original), response.Body, request);
    }

    private static bool IsShownEverywhere(string contentType) =>
        contentType.StartsWith("image/jp", StringComparison.OrdinalIgnoreCase) || contentType.StartsWith("image/png", StringComparison.OrdinalIgnoreCase);

    private string ContentType(Variant variant) => variant switch
    {
        Variant.Latent => model.LatentContentType,
        Variant.Avif => "image/avif",
        Variant.WebP => "image/webp",
        _ => "image/jpeg",
    };
}
