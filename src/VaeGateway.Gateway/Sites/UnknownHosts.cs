using VaeGateway.Gateway.Telemetry;

namespace VaeGateway.Gateway.Sites;

/// <summary>Answers what no site and no route is for.</summary>
internal static class UnknownHosts
{
    public static void MapUnknownHosts(this IEndpointRouteBuilder routes) => routes.Map("/{**rest}", Refuse).WithOrder(int.MaxValue);

    private static IResult Refuse(HttpContext context, SiteRegistry sites, GatewayMetrics metrics)
    {
        context.Response.Headers.CacheControl = "no-store";
        metrics.Bypass("unknown-host");
        return sites.Current.IsUnknown(context.Request.Host.Host)
            ? Results.Problem($"No site is configured for this host; add it to the Hosts of one in {SiteConfiguration.Section}.", statusCode: StatusCodes.Status421MisdirectedRequest)
            : Results.Problem("No route leads here.", statusCode: StatusCodes.Status404NotFound);
    }
}
