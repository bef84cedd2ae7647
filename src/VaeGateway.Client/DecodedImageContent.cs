using System.Net;
using System.Net.Http.Headers;
using VaeGateway.Codec;

namespace VaeGateway.Client;

/// <summary>The content of a response that travelled as a latent: pixels at once, and a PNG for whoever reads it as bytes.</summary>
public sealed class DecodedImageContent : HttpContent
{
    internal DecodedImageContent(RgbImage image, int latentBytes, HttpContentHeaders received)
    {
        Image = image;
        LatentBytes = latentBytes;
        Headers.ContentType = new MediaTypeHeaderValue("image/png");
        Headers.LastModified = received.LastModified;
        Headers.Expires = received.Expires;
    }

    /// <summary>The pixels.</summary>
    public RgbImage Image { get; }

    /// <summary>Bytes of the latent that travelled.</summary>
    public int LatentBytes { get; }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => PngWriter.WriteAsync(Image, stream, CancellationToken.None);

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        PngWriter.WriteAsync(Image, stream, cancellationToken);

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
