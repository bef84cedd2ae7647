using VaeGateway.Codec;

namespace VaeGateway.Client;

/// <summary>Pixels rather than files, for apps that draw them themselves.</summary>
public static class HttpClientPixelExtensions
{
    /// <summary>Fetches an image's pixels through a client with latent decoding.</summary>
    /// <param name="client">A client with <see cref="LatentDecodingExtensions.AddLatentDecoding"/>.</param>
    /// <param name="uri">The image.</param>
    /// <param name="cancellationToken">Cancels the request and what follows it.</param>
    /// <returns>The pixels; null where the server answered with an ordinary image instead of a latent.</returns>
    /// <exception cref="HttpRequestException">The request failed.</exception>
    public static async Task<RgbImage?> GetPixelsAsync(this HttpClient client, Uri uri, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        using var response = await client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return (response.Content as DecodedImageContent)?.Image;
    }
}
