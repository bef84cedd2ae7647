using Microsoft.Extensions.Options;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.Purging;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>The responses in the store by what they answer: a URL, and where its responses vary, the request headers that they vary by.</summary>
/// <remarks>
/// A response that does not vary lies under the key of its URL. One that varies lies under a key of its own, and an index under that of
/// the URL. Without the index its variants can't be found, so that dropping one entry invalidates them all.
/// </remarks>
internal sealed class ResponseCache(ILatentStore store, PurgeLog purges, IOptions<HttpCachingOptions> options, TimeProvider clock)
{
    /// <summary>How often a change is tried that another node's change gets in the way of.</summary>
    private const int MaxAttempts = 3;

    private readonly KeyedLocks _indexes = new();

    /// <summary>A search that found nothing, of a URL whose entries don't matter.</summary>
    public Found Nothing(CacheKey key) => new(key, key, null, null, purges.Epoch);

    /// <summary>The response that a request chooses, if there is one.</summary>
    public async ValueTask<Found> FindAsync(CacheKey key, IHeaderDictionary request, CancellationToken cancellation)
    {
        var nothing = Nothing(key);
        var entry = await store.GetAsync(key, cancellation);
        if (entry is not VariantIndex index)
        {
            return nothing with { Response = Alive(key, entry) };
        }

        foreach (var variant in index.Variants.Where(variant => VaryRules.Matches(request, variant.Choice, variant.Language)))
        {
            if (Alive(key, await store.GetAsync(key.Variant(variant.Id), cancellation)) is { } response)
            {
                return nothing with { ResponseKey = key.Variant(variant.Id), Response = response, Index = index };
            }
        }

        return nothing with { Index = index };
    }

    /// <summary>The untouched original of a latent, if it is stored.</summary>
    public async ValueTask<StoredResponse?> FindOriginalAsync(Found latent, CancellationToken cancellation) =>
        Alive(latent.Key, await store.GetAsync(latent.ResponseKey.Original(latent.Response!.Id), cancellation));

    /// <summary>The variant that the origin names by its entity tag.</summary>
    public async ValueTask<Found> FindByTagAsync(Found found, VariantIndex index, string entityTag, CancellationToken cancellation) =>
        index.Variants.FirstOrDefault(variant => variant.EntityTag.Length > 0 && variant.EntityTag == entityTag) is { } named
        && Alive(found.Key, await store.GetAsync(found.Key.Variant(named.Id), cancellation)) is { } response
            ? found with { ResponseKey = found.Key.Variant(named.Id), Response = response }
            : found;

    /// <summary>Stores a response, or a newer head of one that is stored.</summary>
    /// <param name="key">Key of the URL.</param>
    /// <param name="choice">What a request must say to get it.</param>
    /// <param name="response">The response.</param>
    /// <returns>Whether it is kept, and where.</returns>
    public async ValueTask<(bool IsKept, CacheKey Key)> StoreAsync(CacheKey key, VariantChoice choice, StoredResponse response)
    {
        if (choice.IsAny)
        {
            return (await SetAsync(key, response), key);
        }

        if (!await SetAsync(key.Variant(response.Id), response))
        {
            return (false, key);
        }

        using (await _indexes.EnterAsync(key.Canonical))
        {
            var now = clock.GetUtcNow();
            var variant = new VariantRecord(
                response.Id, choice, response.Headers.ContentLanguage.ToString(), response.Headers.ETag.ToString(), now + KeepFor(response));
            var known = await store.GetAsync(key, CancellationToken.None) as VariantIndex ?? new VariantIndex([]);
            var index = known.With(variant, now);
            var isKept = await store.SetAsync(key, index, index.Variants.Max(each => each.ExpiresAt) - now, CancellationToken.None);
            foreach (var gone in known.Variants.Where(old => index.Variants.All(each => each.Id != old.Id)))
            {
                await store.RemoveAsync(key.Variant(gone.Id), CancellationToken.None);
            }

            return (isKept, key.Variant(response.Id));
        }
    }

    /// <summary>Whether an image still waits for its latent: it was not invalidated, replaced by another or encoded by another node.</summary>
    /// <param name="key">Key of the response itself.</param>
    /// <param name="original">The image.</param>
    public async ValueTask<bool> IsWaitingAsync(CacheKey key, StoredResponse original) => await FindWaitingAsync(key, original) is not null;

    /// <summary>Puts what an encode came to in the place of the image; nothing happens if it waits for none any more.</summary>
    /// <param name="key">Key of the response itself.</param>
    /// <param name="original">The image.</param>
    /// <param name="result">The latent, or the decision against one. The head stays as it is stored: it may have been renewed meanwhile.</param>
    /// <param name="lease">The lease under which it was made.</param>
    public async ValueTask<bool> SettleAsync(CacheKey key, StoredResponse original, StoredResponse result, EncodeLease lease)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await FindWaitingAsync(key, original) is not { } seen)
            {
                return false;
            }

            var next = seen with { Form = result.Form, Body = result.Body, Image = result.Image };
            if (await store.ReplaceAsync(key, seen, next, KeepFor(next), lease))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Stores the untouched original beside its latent.</summary>
    public ValueTask<bool> StoreOriginalAsync(CacheKey key, StoredResponse original) => SetAsync(key, original);

    /// <summary>Forgets what is under the key, with all variants.</summary>
    public async ValueTask InvalidateAsync(CacheKey key, CancellationToken cancellation)
    {
        var entry = await store.GetAsync(key, cancellation);
        await store.RemoveAsync(key, cancellation);
        foreach (var variant in entry is VariantIndex index ? index.Variants : [])
        {
            await store.RemoveAsync(key.Variant(variant.Id), cancellation);
        }
    }

    // Nodes that fetched the same image each gave it an id; the bytes tell whether it is the same.
    private async ValueTask<StoredResponse?> FindWaitingAsync(CacheKey key, StoredResponse original) =>
        await store.GetAsync(key, CancellationToken.None) is StoredResponse { Form: BodyForm.Encoding } current && current.ContentTag == original.ContentTag
            ? current
            : null;

    private StoredResponse? Alive(CacheKey key, StoredEntry? entry) => entry is StoredResponse response && !purges.Kills(key, response) ? response : null;

    private ValueTask<bool> SetAsync(CacheKey key, StoredResponse response) => store.SetAsync(key, response, KeepFor(response), CancellationToken.None);

    private TimeSpan KeepFor(StoredResponse response) =>
        StoragePolicy.KeepFor(response.FreshFor(clock.GetUtcNow()), response.Headers, options.Value);
}
