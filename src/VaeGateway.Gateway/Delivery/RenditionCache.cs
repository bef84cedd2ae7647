using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using VaeGateway.Gateway.Caching;
using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Negotiation;

namespace VaeGateway.Gateway.Delivery;

/// <summary>Keeps renditions and lets each be made once at a time, however many clients ask. Addressed by content, so never stale.</summary>
internal sealed class RenditionCache(RenditionRenderer renderer, IOptions<DeliveryOptions> options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private readonly ByteBoundedCache<Rendition> _made = new(options.Value.RenditionMemory, clock);
    private readonly ConcurrentDictionary<string, Lazy<Task<Rendition>>> _inTheMaking = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _slots = new(
        options.Value.MaxConcurrentRenditions > 0 ? options.Value.MaxConcurrentRenditions : Environment.ProcessorCount);

    public async ValueTask<Rendition> GetAsync(StoredResponse image, Variant variant, CancellationToken cancellation)
    {
        var name = $"{image.ContentTag}-{image.Image!.OriginBytes}-{variant}";
        if (_made.TryGet(name, out var made))
        {
            return made;
        }

        // The making belongs to all who wait for it: one of them going away must not end it.
        var making = _inTheMaking.GetOrAdd(name, _ => new Lazy<Task<Rendition>>(() => MakeAsync(name, image, variant)));
        try
        {
            return await making.Value.WaitAsync(options.Value.RenditionTimeout, clock, cancellation);
        }
        catch (TimeoutException)
        {
            return Rendition.TooSlow;
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task<Rendition> MakeAsync(string name, StoredResponse image, Variant variant)
    {
        await _slots.WaitAsync();
        try
        {
            var rendition = await OwnThread.RunAsync(() => renderer.Render(image, variant));
            if (rendition.Outcome is RenditionOutcome.Made or RenditionOutcome.BiggerThanOriginal)
            {
                _made.Set(name, rendition, rendition.Bytes.Length, Lifetime);
            }

            return rendition;
        }
        finally
        {
            _slots.Release();
            _inTheMaking.TryRemove(name, out _);
        }
    }
}
