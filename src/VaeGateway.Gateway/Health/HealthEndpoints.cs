using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Models;

namespace VaeGateway.Gateway.Health;

/// <summary>Liveness: the process answers. Readiness: the model is loaded; a store that is down is told but costs only misses.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Report(new { status = "live" }));
        routes.MapGet("/health/ready", (ServedModel model, ILatentStore store, EncodeQueue queue) => Report(new
        {
            status = "ready",
            model = model.Id,
            store = new { kind = store.Status.Name, reachable = store.Status.Reachable },
            encodeQueue = queue.Depth,
        }));
    }

    private static NoStoreJson Report(object report) => new NoStoreJson(report);

    private sealed class NoStoreJson(object report) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = "no-store";
            return httpContext.Response.WriteAsJsonAsync(report);
        }
    }
}
