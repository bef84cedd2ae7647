using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace VaeGateway.Gateway.Origin;

/// <summary>Makes the client that talks to the origin, with the configured time-outs.</summary>
internal sealed class OriginClientFactory(IOptions<OriginOptions> options, ILogger<ForwarderHttpClientFactory> logger)
    : ForwarderHttpClientFactory(logger)
{
    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        handler.ConnectTimeout = options.Value.ConnectTimeout;
    }
}
