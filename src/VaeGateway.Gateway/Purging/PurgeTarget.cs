using System.Diagnostics.CodeAnalysis;

namespace VaeGateway.Gateway.Purging;

/// <summary>What a purge takes.</summary>
/// <param name="Kind">How it is named.</param>
/// <param name="Value">The canonical key of the URL, the beginning of such keys, or the tag; empty for everything.</param>
internal readonly record struct PurgeTarget(PurgeKind Kind, string Value)
{
    public static PurgeTarget Everything { get; } = new(PurgeKind.Everything, "");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PurgeTarget? target)
    {
        var colon = text.IndexOf(':');
        target = colon > 0 && Enum.TryParse<PurgeKind>(text[..colon], out var kind) && kind.ToString() == text[..colon]
            ? new PurgeTarget(kind, text[(colon + 1)..])
            : null;
        return target is not null;
    }

    public override string ToString() => $"{Kind}:{Value}";
}
