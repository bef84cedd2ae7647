namespace VaeGateway.Client;

/// <summary>Sends a request down the rest of the handler chain.</summary>
internal delegate Task<HttpResponseMessage> SendRequest(HttpRequestMessage request, CancellationToken cancellationToken);
