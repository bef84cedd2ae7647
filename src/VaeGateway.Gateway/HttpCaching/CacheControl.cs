using Microsoft.Extensions.Primitives;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>The directives that this cache acts on (RFC 9111 section 5.2, RFC 5861), of a request or of a response.</summary>
/// <remarks>A lifetime that is not a number reads as zero: a broken promise of freshness is none.</remarks>
internal sealed record CacheControl
{
    public static CacheControl None { get; } = new();

    public bool NoStore { get; private init; }

    /// <summary>Without field names; with them see <see cref="FieldsNotReused"/>.</summary>
    public bool NoCache { get; private init; }

    /// <summary>Without field names; with them see <see cref="FieldsNotReused"/>.</summary>
    public bool Private { get; private init; }

    public bool Public { get; private init; }

    public bool NoTransform { get; private init; }

    public bool MustRevalidate { get; private init; }

    public bool MustUnderstand { get; private init; }

    public bool OnlyIfCached { get; private init; }

    public TimeSpan? MaxAge { get; private init; }

    public TimeSpan? SharedMaxAge { get; private init; }

    public TimeSpan? MinFresh { get; private init; }

    /// <summary>How stale an answer may be; <see cref="TimeSpan.MaxValue"/> for any.</summary>
    public TimeSpan? MaxStale { get; private init; }

    public TimeSpan? StaleWhileRevalidate { get; private init; }

    public TimeSpan? StaleIfError { get; private init; }

    /// <summary>Fields named by <c>private="..."</c> or <c>no-cache="..."</c>: the rest may be kept without them.</summary>
    public IReadOnlyList<string> FieldsNotReused { get; private init; } = [];

    /// <summary>Whether the response says itself how long it is fresh.</summary>
    public bool HasLifetime => (SharedMaxAge ?? MaxAge) is not null;

    public static CacheControl Parse(StringValues field)
    {
        var found = None;
        foreach (var directive in HeaderList.Split(field))
        {
            var equals = directive.IndexOf('=');
            var name = (equals < 0 ? directive : directive[..equals]).TrimEnd().ToLowerInvariant();
            found = found.With(name, equals < 0 ? null : directive[(equals + 1)..].Trim().Trim('"'));
        }

        return found;
    }

    /// <summary>With one directive more. One that is unknown changes nothing.</summary>
    /// <param name="name">Its name in lower case.</param>
    /// <param name="argument">Its argument without quotes; null if it has none.</param>
    public CacheControl With(string name, string? argument) => name switch
    {
        "no-store" => this with { NoStore = true },
        "no-cache" when Names(argument) is { Length: > 0 } fields => this with { FieldsNotReused = [.. FieldsNotReused, .. fields] },
        "no-cache" => this with { NoCache = true },
        "private" when Names(argument) is { Length: > 0 } fields => this with { FieldsNotReused = [.. FieldsNotReused, .. fields] },
        "private" => this with { Private = true },
        "public" => this with { Public = true },
        "no-transform" => this with { NoTransform = true },
        "must-revalidate" or "proxy-revalidate" => this with { MustRevalidate = true },
        "must-understand" => this with { MustUnderstand = true },
        "only-if-cached" => this with { OnlyIfCached = true },
        "max-age" => this with { MaxAge = Shorter(MaxAge, Seconds(argument)) },
        "s-maxage" => this with { SharedMaxAge = Shorter(SharedMaxAge, Seconds(argument)) },
        "min-fresh" => this with { MinFresh = Seconds(argument) },
        "max-stale" => this with { MaxStale = argument is null ? TimeSpan.MaxValue : Seconds(argument) },
        "stale-while-revalidate" => this with { StaleWhileRevalidate = Shorter(StaleWhileRevalidate, Seconds(argument)) },
        "stale-if-error" => this with { StaleIfError = Shorter(StaleIfError, Seconds(argument)) },
        _ => this,
    };

    // A directive that comes twice counts with its smaller value (RFC 9111 section 4.2.1 leaves the choice).
    private static TimeSpan Shorter(TimeSpan? known, TimeSpan next) => known < next ? known.Value : next;

    private static TimeSpan Seconds(string? argument) => DeltaSeconds.Parse(argument) ?? TimeSpan.Zero;

    private static string[] Names(string? argument) => [.. HeaderList.Split(argument)];
}
