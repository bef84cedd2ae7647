using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Client;

/// <summary>Finds the model that decodes a host's latents, and loads each model once.</summary>
internal sealed class ModelProvider(LatentDecodingOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<OnnxLatentModel?>>> _byHost = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _failedAt = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Lazy<OnnxLatentModel>> _byFolder = new(StringComparer.Ordinal);

    /// <returns>The model; null where the host has none that can be used.</returns>
    public async Task<OnnxLatentModel?> FindAsync(Uri uri, SendRequest send, CancellationToken cancellationToken)
    {
        if (options.ModelFolder.Length > 0)
        {
            return _byFolder.TryGetValue(options.ModelFolder, out var loaded) && loaded.IsValueCreated
                ? loaded.Value
                : await Task.Run(() => Load(options.ModelFolder, options.Decoder), cancellationToken).ConfigureAwait(false);
        }

        var host = uri.GetLeftPart(UriPartial.Authority);
        if (_failedAt.TryGetValue(host, out var failedAt) && time.GetUtcNow() - failedAt < options.RetryModelAfter)
        {
            return null;
        }

        // The download is shared by all who wait, so no single request's cancellation may end it.
        var shared = _byHost.GetOrAdd(host, _ => new Lazy<Task<OnnxLatentModel?>>(() => FetchAsync(host, send)));
        return await shared.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (var model in _byFolder.Values.Where(lazy => lazy.IsValueCreated))
        {
            model.Value.Dispose();
        }
    }

    private async Task<OnnxLatentModel?> FetchAsync(string host, SendRequest send)
    {
        using var limit = new CancellationTokenSource(options.ModelDownloadTimeout, time);
        try
        {
            var (folder, decoder) = await new ModelDownload(options, send, Measure).FetchAsync(new Uri(host), limit.Token).ConfigureAwait(false);
            return Load(folder, decoder);
        }
        catch (Exception e)
        {
            // Whatever is wrong with a host's model must not cost the app its images.
            logger.ModelNotAvailable(e, host, options.RetryModelAfter);
            _failedAt[host] = time.GetUtcNow();
            _byHost.TryRemove(host, out _);
            return null;
        }
    }

    /// <summary>Another host's model that is loaded already has its decoder; the measuring is done once.</summary>
    private DecoderChoice Measure(string folder) =>
        (_byFolder.TryGetValue(folder, out var loaded) && loaded.IsValueCreated ? loaded.Value.Decoder : null)
        ?? OnnxLatentModel.ChooseDecoder(folder, HowToRun(DecoderChoice.Measured));

    private OnnxModelOptions HowToRun(DecoderChoice decoder) => new()
    {
        IntraOpThreads = options.Threads,
        Directions = ModelDirections.Decode,
        Decoder = decoder,
        FullDecoderBudget = options.FullDecoderBudget,
    };

    private OnnxLatentModel LoadAnew(string folder, DecoderChoice decoder)
    {
        var model = OnnxLatentModel.Load(folder, HowToRun(decoder));
        logger.ModelLoaded(model.Description.Id, model.Decoder, options.Decoder);
        return model;
    }

    private OnnxLatentModel Load(string folder, DecoderChoice decoder)
    {
        var shared = _byFolder.GetOrAdd(folder, path => new Lazy<OnnxLatentModel>(() => LoadAnew(path, decoder)));
        try
        {
            return shared.Value;
        }
        catch
        {
            // A failure must not be kept for ever: the folder may be mended.
            _byFolder.TryRemove(folder, out _);
            throw;
        }
    }
}
