using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Client;

/// <summary>Asks for latents beside ordinary images and turns them into ordinary images.</summary>
/// <remarks>
/// Whatever goes wrong with a latent (an unknown model, damaged bytes), the request is sent once more without asking for one, so
/// that a user never sees a broken picture.
/// </remarks>
public sealed class LatentDecodingHandler : DelegatingHandler
{
    private static readonly MediaTypeWithQualityHeaderValue AnyImage = new("image/*");
    private static readonly MediaTypeWithQualityHeaderValue Anything = new("*/*", 0.8);

    private readonly ModelProvider _models;
    private readonly LatentDecodingOptions _options;
    private readonly ILogger _logger;

    internal LatentDecodingHandler(ModelProvider models, LatentDecodingOptions options, ILogger logger)
    {
        _models = models;
        _options = options;
        _logger = logger;
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!MayAskForLatent(request) || await _models.FindAsync(request.RequestUri!, base.SendAsync, cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        using var asking = WithLatentAccepted(request, model.Description.Id);
        var response = await base.SendAsync(asking, cancellationToken).ConfigureAwait(false);
        response.RequestMessage = request;
        if (response.Content.Headers.ContentType?.MediaType != LatentFormat.MediaType)
        {
            return response;
        }

        if (await TryDecodeAsync(response, model, cancellationToken).ConfigureAwait(false) is { } decoded)
        {
            response.Content.Dispose();
            response.Content = decoded;
            return response;
        }

        response.Dispose();
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private static bool MayAskForLatent(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get
        && request.Content is null
        && request.Headers.Range is null
        && request.RequestUri is { IsAbsoluteUri: true }
        && (request.Headers.Accept.Count == 0 || request.Headers.Accept.Any(AcceptsImages));

    private static bool AcceptsImages(MediaTypeWithQualityHeaderValue accepted) =>
        accepted.Quality != 0
        && (accepted.MediaType == "*/*" || accepted.MediaType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true);

    private static HttpRequestMessage WithLatentAccepted(HttpRequestMessage request, string modelId)
    {
        var asking = new HttpRequestMessage(request.Method, request.RequestUri) { Version = request.Version, VersionPolicy = request.VersionPolicy };
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            asking.Headers.TryAddWithoutValidation(name, values);
        }

        foreach (var (key, value) in (IEnumerable<KeyValuePair<string, object?>>)request.Options)
        {
            ((IDictionary<string, object?>)asking.Options)[key] = value;
        }

        if (asking.Headers.Accept.Count == 0)
        {
            asking.Headers.Accept.Add(AnyImage);
            asking.Headers.Accept.Add(Anything);
        }

        var latent = new MediaTypeWithQualityHeaderValue(LatentFormat.MediaType);
        latent.Parameters.Add(new NameValueHeaderValue("model", $"\"{modelId}\""));
        asking.Headers.Accept.Add(latent);
        return asking;
    }

    private async Task<DecodedImageContent?> TryDecodeAsync(HttpResponseMessage response, OnnxLatentModel model, CancellationToken cancellationToken)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(_options.MaxLatentBytes, cancellationToken).ConfigureAwait(false);
            var latent = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            var decoded = new LatentDecoder(model) { MaxPixels = _options.MaxPixels }.Decode(latent);
            if (decoded.IsComplete)
            {
                return new DecodedImageContent(decoded.Image, latent.Length, response.Content.Headers);
            }

            _logger.LatentIncomplete(response.RequestMessage?.RequestUri, decoded.LostChunks, decoded.TotalChunks);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever is wrong with a latent or its model, an ordinary image is to be had.
            _logger.LatentNotDecoded(e, response.RequestMessage?.RequestUri);
        }

        return null;
    }
}
