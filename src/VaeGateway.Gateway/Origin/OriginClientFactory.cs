using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace VaeGateway.Gateway.Origin;

/// <summary>Makes the clients that talk to origins, with the configured time-outs and only to where they may.</summary>
internal sealed class OriginClientFactory(OriginDialer dialer, IOptions<OriginOptions> options, ILogger<ForwarderHttpClientFactory> logger)
    : ForwarderHttpClientFactory(logger)
{
    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        var allowsPrivate = AllowsPrivate(context.NewMetadata);
        handler.ConnectTimeout = options.Value.ConnectTimeout;
        handler.ConnectCallback = (connection, cancellation) => dialer.ConnectAsync(connection.DnsEndPoint, allowsPrivate, cancellation);
    }

    protected override bool CanReuseOldClient(ForwarderHttpClientContext context) =>
        base.CanReuseOldClient(context) && AllowsPrivate(context.OldMetadata) == AllowsPrivate(context.NewMetadata);

    private static bool AllowsPrivate(IReadOnlyDictionary<string, string>? metadata) =>
        metadata?.GetValueOrDefault(OriginRoute.AllowPrivateAddresses) is { } value && bool.TryParse(value, out var allows) && allows;
}
