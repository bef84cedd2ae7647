using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Purging;
using VaeGateway.Gateway.Sites;
using Yarp.ReverseProxy;

namespace VaeGateway.Gateway.Admin;

/// <summary>What operators can ask for.</summary>
internal static class AdminEndpoints
{
    public static void MapAdmin(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/purge", PurgeAsync);
        routes.MapGet("/store", Report);
    }

    private static async Task<IResult> PurgeAsync(HttpRequest http, IPurges purges, PurgeLog log, SiteRegistry sites, IProxyStateLookup proxy, ILogger<AdminServer> logger)
    {
        if (await ReadAsync(http) is not { } request)
        {
            return Results.Problem("The body is not JSON such as {\"urls\": [\"https://example.org/photo.jpg\"]}.", statusCode: StatusCodes.Status400BadRequest);
        }

        var (targets, fault) = PurgeParser.Parse(request, url => sites.Current.KeysOf(url, proxy.GetRoutes().Select(route => route.Config.RouteId)));
        if (fault is not null)
        {
            return Results.Problem(fault, statusCode: StatusCodes.Status400BadRequest);
        }

        var reach = PurgeReach.EveryNode;
        foreach (var target in targets)
        {
            var one = await purges.PurgeAsync(target);
            reach = one > reach ? one : reach;
            logger.Purged(target.ToString(), one);
        }

        var report = new { purged = targets.Select(target => target.ToString()), epoch = log.Epoch, reach = reach.ToString() };
        return Results.Json(report, statusCode: reach == PurgeReach.EveryNode ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);
    }

    private static async Task<PurgeRequest?> ReadAsync(HttpRequest http)
    {
        try
        {
            return await http.ReadFromJsonAsync<PurgeRequest>(http.HttpContext.RequestAborted);
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static IResult Report(ILatentStore store, PurgeLog log, IPurges purges) => Results.Json(new
    {
        kind = store.Status.Name,
        reachable = store.Status.Reachable,
        memory = new { entries = store.Status.Entries, bytes = store.Status.SizeBytes },
        purges = new { epoch = log.Epoch, records = log.Records.Count, waiting = purges.Waiting },
    });
}
