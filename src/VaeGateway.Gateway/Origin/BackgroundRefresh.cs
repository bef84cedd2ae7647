using System.Diagnostics;
using Microsoft.Extensions.Options;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.Telemetry;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace VaeGateway.Gateway.Origin;

/// <summary>
/// Renews a stored response after the client has got it (RFC 5861 section 3). It goes the proxy's own way, transforms and all,
/// in a context of its own, since the client's ends with its response.
/// </summary>
internal sealed class BackgroundRefresh(
    IHttpForwarder forwarder, OriginFlights flights, IOptions<HttpCachingOptions> options, TimeProvider clock, ILogger<BackgroundRefresh> logger)
{
    /// <summary>Sets out, unless the same is being fetched already.</summary>
    /// <param name="context">The client's request; only read before this returns.</param>
    /// <param name="plan">What to ask.</param>
    public void Start(HttpContext context, FillPlan plan)
    {
        var proxy = context.GetReverseProxyFeature();
        if (proxy.AvailableDestinations is not [var destination, ..]
            || !flights.TryLead(OriginFlights.NameOf(plan.Found, context.Request.Headers), out var flight))
        {
            return;
        }

        var shadow = CopyOf(context.Request);
        shadow.Features.Set(plan with { Flight = flight });
        var cause = Activity.Current?.Context ?? default;
        _ = Task.Run(() => RefreshAsync(shadow, destination, proxy, flight, cause));
    }

    private async Task RefreshAsync(DefaultHttpContext context, DestinationState destination, IReverseProxyFeature proxy, OriginFlight flight, ActivityContext cause)
    {
        using var span = GatewayTraces.Refresh(cause);
        using var budget = new CancellationTokenSource(options.Value.RefreshTimeout, clock);
        context.RequestAborted = budget.Token;
        try
        {
            var error = await forwarder.SendAsync(
                context,
                destination.Model.Config.Address,
                proxy.Cluster.HttpClient,
                proxy.Cluster.Config.HttpRequest ?? ForwarderRequestConfig.Empty,
                proxy.Route.Transformer,
                budget.Token);
            if (error != ForwarderError.None)
            {
                logger.RefreshFailed(context.Request.Path, error);
            }
        }
        catch (Exception e)
        {
            // Nobody waits for this task; the next request tries again.
            logger.RefreshBroke(e, context.Request.Path);
        }
        finally
        {
            flight.Land(isStored: false);
        }
    }

    private static DefaultHttpContext CopyOf(HttpRequest request)
    {
        var copy = new DefaultHttpContext();
        (copy.Request.Method, copy.Request.Protocol) = (HttpMethods.Get, request.Protocol);
        (copy.Request.Scheme, copy.Request.Host) = (request.Scheme, request.Host);
        (copy.Request.PathBase, copy.Request.Path, copy.Request.QueryString) = (request.PathBase, request.Path, request.QueryString);
        copy.Connection.RemoteIpAddress = request.HttpContext.Connection.RemoteIpAddress;
        foreach (var (name, value) in request.Headers)
        {
            copy.Request.Headers[name] = value;
        }

        return copy;
    }
}
