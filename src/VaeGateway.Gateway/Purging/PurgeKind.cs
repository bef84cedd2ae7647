namespace VaeGateway.Gateway.Purging;

/// <summary>How a purge names what it takes. The names are part of what nodes tell each other.</summary>
internal enum PurgeKind
{
    /// <summary>All there is.</summary>
    Everything,

    /// <summary>One URL, with all its variants.</summary>
    Url,

    /// <summary>Every URL that begins so.</summary>
    Prefix,

    /// <summary>Every response that carries the tag in <c>Surrogate-Key</c> or <c>Cache-Tag</c>.</summary>
    Tag,
}
