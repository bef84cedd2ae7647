using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.Purging;

namespace VaeGateway.Gateway.Admin;

/// <summary>Turns what an operator names into what the store knows.</summary>
internal static class PurgeParser
{
    /// <summary>Most targets of one request.</summary>
    public const int MaxTargets = 1000;

    /// <summary>Reads a request.</summary>
    /// <param name="request">What is named.</param>
    /// <param name="keysOf">The keys under which a URL may be stored.</param>
    /// <returns>The targets; or, without any, what is wrong.</returns>
    public static (IReadOnlyList<PurgeTarget> Targets, string? Fault) Parse(PurgeRequest request, Func<Uri, IEnumerable<CacheKey>> keysOf)
    {
        List<PurgeTarget> targets = request.Everything ? [PurgeTarget.Everything] : [];
        targets.AddRange((request.Tags ?? []).Select(tag => new PurgeTarget(PurgeKind.Tag, tag)));
        foreach (var (kind, text) in Of(PurgeKind.Url, request.Urls).Concat(Of(PurgeKind.Prefix, request.Prefixes)))
        {
            if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            {
                return ([], $"\"{text}\" is not a URL with scheme and host, such as https://example.org/photo.jpg.");
            }

            targets.AddRange(keysOf(url).Select(key => new PurgeTarget(kind, key.Canonical)));
        }

        return
            targets.Count > MaxTargets ? ([], $"{targets.Count} targets are more than {MaxTargets}; send several requests, or tag what belongs together.") :
            targets.Any(target => target.Kind == PurgeKind.Tag && target.Value.Length == 0) ? ([], "A tag is empty.") :
            targets.Any(target => target.Kind == PurgeKind.Prefix && target.Value.Contains('#')) ? ([], $"A prefix is longer than {CacheKey.MaxChars} characters.") :
            targets.Count == 0 && (request.Urls ?? []).Concat(request.Prefixes ?? []).Any() ? ([], "No site is configured for the hosts of these URLs.") :
            targets.Count == 0 ? ([], "Nothing is named. Send {\"urls\": [...]}, {\"prefixes\": [...]}, {\"tags\": [...]} or {\"everything\": true}.") :
            (targets, null);
    }

    private static IEnumerable<(PurgeKind Kind, string Text)> Of(PurgeKind kind, string[]? texts) => (texts ?? []).Select(text => (kind, text));
}
