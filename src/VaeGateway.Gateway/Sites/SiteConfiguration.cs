using VaeGateway.Gateway.Configuration;
using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.Origin;
using Yarp.ReverseProxy.Configuration;

namespace VaeGateway.Gateway.Sites;

/// <summary>One state of the configuration of sites: the sites, what the proxy is to do for them, and what is wrong with it.</summary>
/// <param name="Sites">The sites.</param>
/// <param name="Routes">Their routes; those of YARP's own configuration are not among them.</param>
/// <param name="Clusters">Their clusters.</param>
/// <param name="Faults">Everything that is wrong; with any, the rest is not to be used.</param>
internal sealed record SiteConfiguration(SiteMap Sites, IReadOnlyList<RouteConfig> Routes, IReadOnlyList<ClusterConfig> Clusters, IReadOnlyList<string> Faults)
{
    public const string Section = $"{OptionsExtensions.RootSection}:Sites";

    /// <summary>YARP's own section.</summary>
    public const string ProxySection = "ReverseProxy";

    private const string OriginSection = $"{OptionsExtensions.RootSection}:Origin";

    /// <summary>Reads it.</summary>
    public static SiteConfiguration Read(IConfiguration configuration)
    {
        List<string> faults = [];
        var sections = configuration.GetSection(Section).GetChildren().ToArray();
        var origin = Bind<OriginOptions>(configuration.GetSection(OriginSection)) ?? new OriginOptions();
        var encoding = Bind<EncodingOptions>(configuration.GetSection($"{OptionsExtensions.RootSection}:Encoding")) ?? new EncodingOptions();
        faults.AddRange(sections.SelectMany(section => new OptionsProbe<SiteOptions>(section.Path, configuration, new BoundOptions<SiteOptions>(section)).FindFaults()));
        (string Key, SiteOptions Options)[] known = [.. sections.Select(section => (section.Key, Bind<SiteOptions>(section)!)).Where(site => site.Item2 is not null)];
        faults.AddRange(FindFaults(configuration, origin, known, sections.Length));

        List<Site> sites = [.. known.Select(site => Create(site.Key, site.Options.Origin is null ? KeyScope.RouteAndHost : KeyScope.Site, site.Options))];
        List<RouteConfig> routes = [];
        List<ClusterConfig> clusters = [];
        foreach (var (name, options) in known.Where(site => site.Options.Origin is not null))
        {
            routes.Add(OriginRoute.Of(name, [.. options.Hosts]));
            clusters.Add(OriginRoute.ClusterOf(name, options.Origin!, options.AllowPrivateAddresses, origin));
        }

        if (origin.Address is { } address)
        {
            sites.Add(Create(OriginRoute.AnyHost, KeyScope.Host, new SiteOptions()));
            routes.Add(OriginRoute.Of(OriginRoute.AnyHost, []));
            clusters.Add(OriginRoute.ClusterOf(OriginRoute.AnyHost, address, origin.AllowPrivateAddresses, origin));
        }

        return new SiteConfiguration(
            new SiteMap(sites, route => Create(route, KeyScope.RouteAndHost, new SiteOptions())), routes, clusters, faults);

        Site Create(string name, KeyScope scope, SiteOptions options) => new(name, scope, options, encoding, Caching(configuration, options));
    }

    private static IEnumerable<string> FindFaults(IConfiguration configuration, OriginOptions origin, (string Name, SiteOptions Options)[] sites, int count)
    {
        var proxyRoutes = configuration.GetSection($"{ProxySection}:Routes").GetChildren().Select(route => route.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (origin.Address is null && count == 0 && proxyRoutes.Count == 0)
        {
            yield return $"{OriginSection}:Address (--origin): say which site to stand in front of, such as http://127.0.0.1:9000; or several in {Section}.";
        }

        foreach (var (name, options) in sites)
        {
            if (name.Equals(OriginRoute.AnyHost, StringComparison.OrdinalIgnoreCase))
            {
                yield return $"{Section}:{name}: the name is taken by --origin.";
            }

            if (options.Origin is null && options.Hosts.Count == 0 && !proxyRoutes.Contains(name))
            {
                yield return $"{Section}:{name}: has neither hosts and origin nor a route of this name in {ProxySection}:Routes.";
            }

            if (options.Origin is not null && proxyRoutes.Contains(name))
            {
                yield return $"{Section}:{name}: {ProxySection}:Routes has a route of this name, so that it can have no origin here.";
            }
        }

        foreach (var host in sites.SelectMany(site => site.Options.Hosts.Select(host => (host, site.Name))).GroupBy(pair => pair.host, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
        {
            yield return $"{Section}: the host {host.Key} belongs to {string.Join(" and ", host.Select(pair => pair.Name))}.";
        }
    }

    private static HttpCachingOptions Caching(IConfiguration configuration, SiteOptions options)
    {
        var caching = Bind<HttpCachingOptions>(configuration.GetSection($"{OptionsExtensions.RootSection}:HttpCaching")) ?? new HttpCachingOptions();
        caching.DefaultLifetime = options.DefaultLifetime ?? caching.DefaultLifetime;
        caching.MaxLifetime = options.MaxLifetime ?? caching.MaxLifetime;
        return caching;
    }

    // Null where a value is of the wrong type; the section's probe says which.
    private static TOptions? Bind<TOptions>(IConfigurationSection section)
        where TOptions : class, new()
    {
        try
        {
            return section.Get<TOptions>() ?? new TOptions();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
