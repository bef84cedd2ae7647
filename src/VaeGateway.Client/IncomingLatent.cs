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
    private Task<bool>? _reading;
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

    /// <summary>Reads to the hyper-latent's end, and decodes that while the rest arrives.</summary>
    /// <returns>The preview; null if the latent is broken, or if all of it was there before the preview, which then would only delay the picture.</returns>
    public Task<PooledRgbImage?> ReadPreviewAsync(CancellationToken cancellationToken) => UnlessBrokenAsync(
        async () =>
        {
            var (previewEnd, end) = await ReadHeaderAsync(cancellationToken).ConfigureAwait(false);
            while (_bytes.Count < previewEnd)
            {
                await ReadMoreAsync(cancellationToken).ConfigureAwait(false);
            }

            return _bytes.Count < end ? await RaceAsync((int)previewEnd, end, cancellationToken).ConfigureAwait(false) : null;
        },
        cancellationToken);

    /// <summary>Reads the rest and decodes all of it.</summary>
    /// <returns>The picture; null if the latent is broken, in which case an ordinary image is to be asked for.</returns>
    public Task<PooledRgbImage?> ReadPictureAsync(CancellationToken cancellationToken) => UnlessBrokenAsync(
        async () =>
        {
            while (await NextAsync(cancellationToken).ConfigureAwait(false))
            {
            }

            // A decode takes tens of milliseconds, and the caller may be a window's thread.
            return await Task.Run(() => DecodeWhole(cancellationToken), cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    public void Dispose()
    {
        _reading?.ContinueWith(reading => _ = reading.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        _bytes.Dispose();
    }

    /// <summary>Decodes the preview while the rest arrives; gives it up if the rest is there first.</summary>
    private async Task<PooledRgbImage?> RaceAsync(int previewEnd, long end, CancellationToken cancellationToken)
    {
        var prefix = _bytes.Arrived[..previewEnd].ToArray();
        using var overtaken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var preview = Task.Run(() => _decoder.DecodePreview(prefix, overtaken.Token), overtaken.Token);
        try
        {
            while (!preview.IsCompleted && _bytes.Count < end)
            {
                _reading ??= _bytes.ReadMoreAsync(cancellationToken).AsTask();
                await Task.WhenAny(preview, _reading).ConfigureAwait(false);
                if (_reading.IsCompleted && !await NextAsync(cancellationToken).ConfigureAwait(false))
                {
                    break;
                }
            }
        }
        catch
        {
            await overtaken.CancelAsync().ConfigureAwait(false);
            await preview.ContinueWith(Discard, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            throw;
        }

        await overtaken.CancelAsync().ConfigureAwait(false);
        try
        {
            return await preview.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static void Discard(Task<PooledRgbImage> preview)
    {
        if (preview.IsCompletedSuccessfully)
        {
            preview.Result.Dispose();
        }

        _ = preview.Exception;
    }

    /// <summary>Waits for the next bytes, by the read that is under way if there is one.</summary>
    private async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        if (_reading is not { } reading)
        {
            return await _bytes.ReadMoreAsync(cancellationToken).ConfigureAwait(false);
        }

        _reading = null;
        return await reading.ConfigureAwait(false);
    }

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
