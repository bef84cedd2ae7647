using VaeGateway.Codec;
using VaeGateway.Codec.Container;

namespace VaeGateway.Client;

/// <summary>A latent on its way: first a preview, as soon as its bytes are there, then the picture. Whatever is wrong with it is logged, once.</summary>
internal sealed class IncomingLatent : IDisposable
{
    private readonly Uri? _uri;
    private readonly Decoding _decoding;
    private readonly LatentDecoder _decoder;
    private readonly LatentBytes _bytes;
    private bool _isBroken;

    private IncomingLatent(Uri? uri, Stream body, Decoding decoding)
    {
        _uri = uri;
        _decoding = decoding;
        _decoder = new LatentDecoder(decoding.Model) { MaxPixels = decoding.Options.MaxPixels };
        _bytes = new LatentBytes(body, decoding.Options.MaxLatentBytes);
    }

    /// <summary>Bytes that have arrived.</summary>
    public int BytesArrived => _bytes.Count;

    public static async Task<IncomingLatent> OpenAsync(HttpResponseMessage response, Decoding decoding, CancellationToken cancellationToken) => new(
        response.RequestMessage?.RequestUri, await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), decoding);

    /// <summary>Reads no further than the hyper-latent's end and decodes that.</summary>
    /// <returns>The preview; null if the latent is broken, or if all of it has arrived at once, so that a preview would only delay the picture.</returns>
    public Task<PooledRgbImage?> ReadPreviewAsync(CancellationToken cancellationToken) => UnlessBrokenAsync(
        async () =>
        {
            var (previewEnd, end) = await ReadHeaderAsync(cancellationToken).ConfigureAwait(false);
            while (_bytes.Count < previewEnd)
            {
                await ReadMoreAsync(cancellationToken).ConfigureAwait(false);
            }

            return _bytes.Count < end ? await OnThreadPoolAsync(() => _decoder.DecodePreview(_bytes.Arrived, cancellationToken), cancellationToken).ConfigureAwait(false) : null;
        },
        cancellationToken);

    /// <summary>Reads the rest and decodes all of it.</summary>
    /// <returns>The picture; null if the latent is broken, in which case an ordinary image is to be asked for.</returns>
    public Task<PooledRgbImage?> ReadPictureAsync(CancellationToken cancellationToken) => UnlessBrokenAsync(
        async () =>
        {
            while (await _bytes.ReadMoreAsync(cancellationToken).ConfigureAwait(false))
            {
            }

            return await OnThreadPoolAsync(() => DecodeWhole(cancellationToken), cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    public void Dispose() => _bytes.Dispose();

    /// <summary>A decode takes tens of milliseconds, and the caller may be a window's thread.</summary>
    private static Task<PooledRgbImage?> OnThreadPoolAsync(Func<PooledRgbImage?> decode, CancellationToken cancellationToken) => Task.Run(decode, cancellationToken);

    /// <returns>Where the preview's bytes end and where the container ends.</returns>
    private async Task<(long PreviewEnd, long End)> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        // Parsed anew only when the bytes have doubled, so that a server that trickles them costs no more than they do.
        for (var tried = 0; ; tried = _bytes.Count)
        {
            do
            {
                await ReadMoreAsync(cancellationToken).ConfigureAwait(false);
            }
            while (_bytes.Count < 2 * tried);

            if (ContainerReader.TryReadHeader(_bytes.Arrived, _decoding.Options.MaxPixels, out var header, out var offset))
            {
                return (header.HyperLatentEnd(offset), header.End(offset));
            }
        }
    }

    private async Task ReadMoreAsync(CancellationToken cancellationToken)
    {
        if (!await _bytes.ReadMoreAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new InvalidLatentException("it ends before its hyper-latent does.", _bytes.Count);
        }
    }

    private PooledRgbImage? DecodeWhole(CancellationToken cancellationToken)
    {
        var picture = _decoder.DecodePooled(_bytes.Arrived, out var lost, out var total, cancellationToken);
        if (lost == 0)
        {
            return picture;
        }

        picture.Dispose();
        _decoding.Logger.LatentIncomplete(_uri, lost, total);
        return null;
    }

    private async Task<PooledRgbImage?> UnlessBrokenAsync(Func<Task<PooledRgbImage?>> read, CancellationToken cancellationToken)
    {
        if (_isBroken)
        {
            return null;
        }

        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever is wrong with a latent or its model, an ordinary image is to be had.
            _isBroken = true;
            _decoding.Logger.LatentNotDecoded(e, _uri);
            return null;
        }
    }
}
