using System.Globalization;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>Reads delta-seconds (RFC 9111 section 1.2.2). A number too big for a cache means "for ever".</summary>
internal static class DeltaSeconds
{
    public static TimeSpan? Parse(string? text) =>
        text is { Length: > 0 } && text.All(char.IsAsciiDigit)
            ? TimeSpan.FromSeconds(int.TryParse(text, CultureInfo.InvariantCulture, out var seconds) ? seconds : int.MaxValue)
            : null;
}
