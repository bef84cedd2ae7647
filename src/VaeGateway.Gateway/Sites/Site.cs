using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.Negotiation;

namespace VaeGateway.Gateway.Sites;

/// <summary>A site and its policy. Immutable; a changed configuration makes new ones.</summary>
internal sealed class Site(string name, KeyScope scope, SiteOptions options, EncodingOptions encoding, HttpCachingOptions caching)
{
    private readonly QualityTarget _target = TargetOf(options, encoding);
    private readonly FormatSet _formats = new(options.Formats);
    private readonly PathRules _bypass = new(options.Bypass);
    private readonly PathRules _keepOriginal = new(options.KeepOriginal);

    /// <summary>Its name; also that of its route.</summary>
    public string Name => name;

    /// <summary>Which responses are its own, in keys.</summary>
    public KeyScope Scope => scope;

    /// <summary>Its hosts; empty for any.</summary>
    public IEnumerable<string> Hosts => options.Hosts;

    /// <summary>The host that the origin is told of, whichever alias was asked for; null to tell it what was asked for.</summary>
    public string? CanonicalHost => scope == KeyScope.Site ? options.Hosts.FirstOrDefault(host => !HostPattern.IsWildcard(host)) : null;

    /// <summary>Whether a host is one of its own.</summary>
    public bool Answers(string host) => options.Hosts.Any(pattern => HostPattern.Matches(pattern, host));

    /// <summary>Whether a path always goes to the origin.</summary>
    public bool Bypasses(PathString path) => _bypass.Match(path);

    /// <summary>What is left of a client's wishes.</summary>
    public AcceptedFormats Restrict(AcceptedFormats accepted) => _formats.Restrict(accepted);

    public ResponsePolicy PolicyOf(PathString path) => new(options.Quality ?? encoding.Quality, _target, !_keepOriginal.Match(path), caching);

    /// <summary>The key of what a request asks for.</summary>
    public CacheKey KeyOf(HttpRequest request) => KeyOf(request.Scheme, request.Host.Value ?? "", request.PathBase + request.Path, request.QueryString);

    /// <summary>The key of a resource.</summary>
    /// <param name="scheme">Scheme.</param>
    /// <param name="authority">Host and port, as asked for.</param>
    /// <param name="path">Path.</param>
    /// <param name="query">Query.</param>
    public CacheKey KeyOf(string scheme, string authority, PathString path, QueryString query) => CacheKey.Of(
        scope switch
        {
            KeyScope.Site => $"{scheme}@{name}",
            KeyScope.RouteAndHost => $"{scheme}@{name}@{authority}",
            _ => $"{scheme}://{authority}",
        },
        path,
        query);

    /// <summary>A site with a quality or a target of its own does not ask for the general target.</summary>
    private static QualityTarget TargetOf(SiteOptions options, EncodingOptions encoding)
    {
        var own = QualityTarget.Of(options.TargetPsnr, options.TargetMsSsim, options.TargetBytes);
        return own != default || options.Quality is not null ? own : QualityTarget.Of(encoding.TargetPsnr, encoding.TargetMsSsim, encoding.TargetBytes);
    }
}
