namespace VaeGateway.Gateway.Admin;

/// <summary>The body of a purge. What is named is purged; at least one thing must be.</summary>
/// <param name="Urls">URLs as clients ask for them, each with all its variants.</param>
/// <param name="Prefixes">Beginnings of URLs, with scheme and host.</param>
/// <param name="Tags">Tags of <c>Surrogate-Key</c> and <c>Cache-Tag</c>.</param>
/// <param name="Everything">All there is.</param>
internal sealed record PurgeRequest(string[]? Urls, string[]? Prefixes, string[]? Tags, bool Everything);
