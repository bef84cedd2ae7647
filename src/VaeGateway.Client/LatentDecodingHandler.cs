using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using VaeGateway.Codec;

namespace VaeGateway.Client;

/// <summary>Asks for latents beside ordinary images and turns them into ordinary images.</summary>
/// <remarks>
/// Whatever goes wrong with a latent (an unknown model, damaged bytes), the request is sent once more without asking for one, so
/// that a user never sees a broken picture. <see cref="LatentDecodingExtensions.AddLatentDecoding"/> adds it to a client of
/// <c>IHttpClientFactory</c>; without one, give it to <see cref="HttpClient"/> itself.
/// </remarks>
public sealed class LatentDecodingHandler : DelegatingHandler
{
    private static readonly MediaTypeWithQualityHeaderValue AnyImage = new("image/*");
    private static readonly MediaTypeWithQualityHeaderValue Anything = new("*/*", 0.8);

    private readonly ModelProvider _models;
    private readonly LatentDecodingOptions _options;
    private readonly ILogger _logger;
    private readonly bool _ownsModels;

    /// <summary>Creates a handler for an app without <c>IHttpClientFactory</c>. It holds the models, so one is to serve all of the app's requests.</summary>
    /// <param name="innerHandler">Sends the requests, such as a <see cref="SocketsHttpHandler"/>.</param>
    /// <param name="options">How to decode.</param>
    /// <param name="logger">Hears of latents and models that could not be used.</param>
    public LatentDecodingHandler(HttpMessageHandler innerHandler, LatentDecodingOptions? options = null, ILogger<LatentDecodingHandler>? logger = null)
        : base(innerHandler)
    {
        _options = options ?? new LatentDecodingOptions();
        _logger = logger ?? NullLogger<LatentDecodingHandler>.Instance;
        _models = new ModelProvider(_options, TimeProvider.System, _logger);
        _ownsModels = true;
    }

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

        var decoding = new Decoding(model, _options, _logger);
        if (DecodingChoice.Of(request) is { } choice)
        {
            choice.Left = decoding;
            return response;
        }

        if (await DecodeAsync(response, decoding, cancellationToken).ConfigureAwait(false) is { } decoded)
        {
            response.Content.Dispose();
            response.Content = decoded;
            return response;
        }

        response.Dispose();
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && _ownsModels)
        {
            _models.Dispose();
        }
    }

    private static bool MayAskForLatent(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get
        && request.Content is null
        && request.Headers.Range is null
        && DecodingChoice.Of(request) is not { OrdinaryOnly: true }
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

    private static async Task<DecodedImageContent?> DecodeAsync(HttpResponseMessage response, Decoding decoding, CancellationToken cancellationToken)
    {
        try
        {
            using var latent = await IncomingLatent.OpenAsync(response, decoding, cancellationToken).ConfigureAwait(false);
            var picture = await latent.ReadPictureAsync(cancellationToken).ConfigureAwait(false);
            return picture is null ? null : new DecodedImageContent(picture, latent.BytesArrived, decoding.Model.Decoder!.Value, response.Content.Headers);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
