using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>The directives of a Cache-Control field that this cache acts on (RFC 9111 section 5.2).</summary>
/// <remarks>A lifetime that is not a number reads as zero: a broken promise of freshness is none.</remarks>
internal sealed record CacheControl
{
    public bool NoStore { get; private init; }

    public bool NoCache { get; private init; }

    public bool Private { get; private init; }

    public bool Public { get; private init; }

    public bool NoTransform { get; private init; }

    public bool MustRevalidate { get; private init; }

    public TimeSpan? MaxAge { get; private init; }

    public TimeSpan? SharedMaxAge { get; private init; }

    public static CacheControl Parse(StringValues field)
    {
        var found = new CacheControl();
        foreach (var directive in HeaderList.Split(field))
        {
            var equals = directive.IndexOf('=');
            var name = (equals < 0 ? directive : directive[..equals]).TrimEnd().ToLowerInvariant();
            var argument = equals < 0 ? null : directive[(equals + 1)..].Trim().Trim('"');
            found = found.With(name, argument);
        }

        return found;
    }

    private CacheControl With(string name, string? argument) => name switch
    {
        "no-store" => this with { NoStore = true },
        "no-cache" => this with { NoCache = true },
        "private" => this with { Private = true },
        "public" => this with { Public = true },
        "no-transform" => this with { NoTransform = true },
        "must-revalidate" or "proxy-revalidate" => this with { MustRevalidate = true },
        "max-age" => this with { MaxAge = Shorter(MaxAge, Seconds(argument)) },
        "s-maxage" => this with { SharedMaxAge = Shorter(SharedMaxAge, Seconds(argument)) },
        _ => this,
    };

    // A directive that comes twice counts with its smaller value (RFC 9111 section 4.2.1 leaves the choice).
    private static TimeSpan Shorter(TimeSpan? known, TimeSpan next) => known < next ? known.Value : next;

    // A number too big for a cache means "for ever" (RFC 9111 section 1.2.2).
    private static TimeSpan Seconds(string? argument) =>
        argument is { Length: > 0 } && argument.All(char.IsAsciiDigit)
            ? TimeSpan.FromSeconds(int.TryParse(argument, CultureInfo.InvariantCulture, out var seconds) ? seconds : int.MaxValue)
            : TimeSpan.Zero;
}
