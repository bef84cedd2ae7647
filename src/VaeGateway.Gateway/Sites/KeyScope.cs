namespace VaeGateway.Gateway.Sites;

/// <summary>What the keys of a site's entries begin with, besides the scheme.</summary>
internal enum KeyScope
{
    /// <summary>The host that is asked for: the one origin before which any host may be asked for.</summary>
    Host,

    /// <summary>The site's name: its hosts share their entries, and no Host header makes new ones.</summary>
    Site,

    /// <summary>Both: a route of YARP's own configuration, of which only the proxy knows what it chooses by.</summary>
    RouteAndHost,
}
