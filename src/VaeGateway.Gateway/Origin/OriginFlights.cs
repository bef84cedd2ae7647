using System.Collections.Concurrent;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;

namespace VaeGateway.Gateway.Origin;

/// <summary>The requests to the origin that are under way, so that each response is fetched once at a time.</summary>
internal sealed class OriginFlights
{
    private readonly ConcurrentDictionary<string, OriginFlight> _underWay = new(StringComparer.Ordinal);

    /// <summary>Sets out, unless another is under way for the same.</summary>
    /// <param name="name">What is fetched.</param>
    /// <param name="flight">The own flight, or the other's.</param>
    /// <returns>Whether the flight is the caller's, who must land it.</returns>
    public bool TryLead(string name, out OriginFlight flight)
    {
        var own = new OriginFlight(landed => _underWay.TryRemove(KeyValuePair.Create(name, landed)));
        flight = _underWay.GetOrAdd(name, own);
        return flight == own;
    }

    /// <summary>What a request would fetch: the URL and, where the store knows that its responses vary, what they vary by.</summary>
    public static string NameOf(Found found, IHeaderDictionary request)
    {
        var variants = found.Index?.Variants ?? [];
        var names = variants.SelectMany(variant => variant.Choice.Values).Select(pair => pair.Key).Distinct().Order(StringComparer.Ordinal);
        return string.Join('\n', names.Select(name => $"{name}:{VaryRules.Normalise(name, request[name])}").Prepend(found.Key.Canonical));
    }
}
