using Microsoft.Extensions.Options;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>The responses in the store by what they answer: a URL, and where its responses vary, the request headers that they vary by.</summary>
/// <remarks>
/// A response that does not vary lies under the key of its URL. One that varies lies under a key of its own, and an index under that of
/// the URL. Without the index its variants can't be found, so that dropping one entry invalidates them all.
/// </remarks>
internal sealed class ResponseCache(ILatentStore store, IOptions<HttpCachingOptions> options, TimeProvider clock)
{
    private readonly KeyedLocks _indexes = new();

    /// <summary>The response that a request chooses, if there is one.</summary>
    public async ValueTask<Found> FindAsync(CacheKey key, IHeaderDictionary request, CancellationToken cancellation)
    {
        var entry = await store.GetAsync(key, cancellation);
        if (entry is not VariantIndex index)
        {
            return new Found(key, key, entry as StoredResponse, null);
        }

        foreach (var variant in index.Variants.Where(variant => VaryRules.Matches(request, variant.Choice, variant.Language)))
        {
            if (await store.GetAsync(key.Variant(variant.Id), cancellation) is StoredResponse response)
            {
                return new Found(key, key.Variant(variant.Id), response, index);
            }
        }

        return new Found(key, key, null, index);
    }

    /// <summary>The variant that the origin names by its entity tag.</summary>
    public async ValueTask<Found> FindByTagAsync(CacheKey key, VariantIndex index, string entityTag, CancellationToken cancellation) =>
        index.Variants.FirstOrDefault(variant => variant.EntityTag.Length > 0 && variant.EntityTag == entityTag) is { } named
        && await store.GetAsync(key.Variant(named.Id), cancellation) is StoredResponse response
            ? new Found(key, key.Variant(named.Id), response, index)
            : new Found(key, key, null, index);

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

    /// <summary>Puts another form of a response in its place; nothing happens if it was replaced or invalidated meanwhile.</summary>
    /// <param name="key">Key of the response itself.</param>
    /// <param name="id">Id of the response.</param>
    /// <param name="change">Makes the other form.</param>
    public async ValueTask<bool> ReplaceAsync(CacheKey key, ulong id, Func<StoredResponse, StoredResponse> change) =>
        await store.GetAsync(key, CancellationToken.None) is StoredResponse current && current.Id == id && await SetAsync(key, change(current));

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

    private ValueTask<bool> SetAsync(CacheKey key, StoredResponse response) => store.SetAsync(key, response, KeepFor(response), CancellationToken.None);

    private TimeSpan KeepFor(StoredResponse response) =>
        StoragePolicy.KeepFor(response.FreshFor(clock.GetUtcNow()), response.Headers, options.Value);
}
