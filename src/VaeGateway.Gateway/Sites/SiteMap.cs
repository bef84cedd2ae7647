using System.Collections.Frozen;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Sites;

/// <summary>All sites of one state of the configuration.</summary>
internal sealed class SiteMap
{
    private readonly FrozenDictionary<string, Site> _byName;
    private readonly Func<string, Site> _unlisted;

    /// <param name="sites">The sites.</param>
    /// <param name="unlisted">Makes the site of a route that has no policy of its own.</param>
    public SiteMap(IEnumerable<Site> sites, Func<string, Site> unlisted)
    {
        _byName = sites.ToFrozenDictionary(site => site.Name, StringComparer.OrdinalIgnoreCase);
        _unlisted = unlisted;
    }

    public IEnumerable<Site> All => _byName.Values;

    /// <summary>Whether a host is none of the sites', where all have hosts.</summary>
    public bool IsUnknown(string host) => _byName.Values.Any(site => site.Scope == KeyScope.Site) && !_byName.Values.Any(site => site.Scope == KeyScope.Host || site.Answers(host));

    /// <summary>The site of a route.</summary>
    public Site Of(string routeId) => _byName.GetValueOrDefault(routeId) ?? _unlisted(routeId);

    /// <summary>The keys under which a URL may be stored.</summary>
    /// <param name="url">The URL as clients ask for it.</param>
    /// <param name="routes">Routes of YARP's own configuration.</param>
    public IEnumerable<CacheKey> KeysOf(Uri url, IEnumerable<string> routes) => _byName.Values
        .Where(site => site.Scope == KeyScope.Host || (site.Scope == KeyScope.Site && site.Answers(url.Host)))
        .Concat(routes.Select(Of).Where(site => site.Scope == KeyScope.RouteAndHost))
        .Select(site => site.KeyOf(url.Scheme, url.Authority, PathString.FromUriComponent(url), QueryString.FromUriComponent(url)));
}
