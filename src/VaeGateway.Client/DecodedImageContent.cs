using System.Net;
using System.Net.Http.Headers;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Client;

/// <summary>The content of a response that travelled as a latent: pixels at once, and a PNG for whoever reads it as bytes.</summary>
/// <remarks>The pixels lie in rented memory that goes back when the response, or a stream read from it, is disposed.</remarks>
public sealed class DecodedImageContent : HttpContent
{
    private readonly Lazy<RgbImage> _image;

    internal DecodedImageContent(PooledRgbImage pixels, int latentBytes, DecoderChoice decoder, HttpContentHeaders received)
    {
        Pixels = pixels;
        LatentBytes = latentBytes;
        Decoder = decoder;
        _image = new Lazy<RgbImage>(pixels.ToImage);
        Headers.ContentType = new MediaTypeHeaderValue("image/png");
        Headers.LastModified = received.LastModified;
        Headers.Expires = received.Expires;
    }

    /// <summary>The pixels, until the response or a stream read from it is disposed.</summary>
    public PooledRgbImage Pixels { get; }

    /// <summary>A copy of the pixels that lives on; made when first asked for.</summary>
    /// <exception cref="ObjectDisposedException">It is first asked for when the pixels are gone.</exception>
    public RgbImage Image => _image.Value;

    /// <summary>Bytes of the latent that travelled.</summary>
    public int LatentBytes { get; }

    /// <summary>The decoder that made the pixels, full or light: see <see cref="LatentDecodingOptions.Decoder"/>.</summary>
    public DecoderChoice Decoder { get; }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        PngWriter.WriteAsync(Pixels.Width, Pixels.Height, Pixels.Samples, stream, cancellationToken);

    /// <inheritdoc/>
    protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken)
    {
        // Who calls GetStreamAsync holds nothing but the stream.
        var png = new SegmentedStream(Pixels);
        try
        {
            await SerializeToStreamAsync(png, null, cancellationToken).ConfigureAwait(false);
            png.Position = 0;
            return png;
        }
        catch
        {
            await png.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Pixels.Dispose();
        }

        base.Dispose(disposing);
    }
}
