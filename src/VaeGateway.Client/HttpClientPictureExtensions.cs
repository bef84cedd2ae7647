using System.Runtime.CompilerServices;
using VaeGateway.Codec;

namespace VaeGateway.Client;

/// <summary>Pictures that show early: a soft preview from the first few per cent of the bytes, then the picture.</summary>
public static class HttpClientPictureExtensions
{
    /// <summary>Fetches an image through a client with latent decoding, stage by stage.</summary>
    /// <remarks>
    /// <para>
    /// A latent gives a preview as soon as its first chunk has arrived and is decoded, then the finished pixels. If the rest arrives sooner than
    /// that, the preview is given up, so that it never holds up the picture: there are the pixels only.
    /// An ordinary image is the one stage, without <see cref="PictureStage.Pixels"/>. A latent that turns out broken, before or after its preview, is
    /// followed by an ordinary image, asked for anew.
    /// </para>
    /// <para>
    /// <see cref="HttpClient.Timeout"/> ends with the response's headers, as with any response that is read as a stream; the token ends everything.
    /// </para>
    /// </remarks>
    /// <param name="client">A client with <see cref="LatentDecodingExtensions.AddLatentDecoding"/>.</param>
    /// <param name="uri">The image.</param>
    /// <param name="cancellationToken">Cancels the requests, the reading and the decoding.</param>
    /// <returns>One, two or three stages; the last is not a preview.</returns>
    /// <exception cref="HttpRequestException">The request failed, or was answered with an error.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IAsyncEnumerable<PictureStage> GetPictureStagesAsync(this HttpClient client, Uri uri, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(uri);
        return ReadStagesAsync(client, uri, cancellationToken);
    }

    private static async IAsyncEnumerable<PictureStage> ReadStagesAsync(
        HttpClient client, Uri uri, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var choice = new DecodingChoice();
        using (var response = await SendAsync(client, uri, choice, cancellationToken).ConfigureAwait(false))
        {
            if (choice.Left is not { } decoding || response.Content.Headers.ContentType?.MediaType != LatentFormat.MediaType)
            {
                yield return new PictureStage(response);
                yield break;
            }

            using var latent = await IncomingLatent.OpenAsync(response, decoding, cancellationToken).ConfigureAwait(false);
            using (var preview = await latent.ReadPreviewAsync(cancellationToken).ConfigureAwait(false))
            {
                if (preview is not null)
                {
                    yield return new PictureStage(response, preview, isPreview: true, latent.BytesArrived);
                }
            }

            using var picture = await latent.ReadPictureAsync(cancellationToken).ConfigureAwait(false);
            if (picture is not null)
            {
                yield return new PictureStage(response, picture, isPreview: false, latent.BytesArrived);
                yield break;
            }
        }

        using var ordinary = await SendAsync(client, uri, new DecodingChoice { OrdinaryOnly = true }, cancellationToken).ConfigureAwait(false);
        yield return new PictureStage(ordinary);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, Uri uri, DecodingChoice choice, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri) { Version = client.DefaultRequestVersion, VersionPolicy = client.DefaultVersionPolicy };
        choice.AttachTo(request);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        try
        {
            return response.EnsureSuccessStatusCode();
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
