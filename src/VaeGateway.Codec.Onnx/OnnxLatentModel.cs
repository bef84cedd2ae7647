using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;

namespace VaeGateway.Codec.Onnx;

/// <summary>A model's networks in ONNX Runtime. Safe for concurrent use.</summary>
/// <remarks>The graphs' inputs and outputs are listed in <c>models/training/vaegateway_training/export_graphs.py</c>.</remarks>
public sealed class OnnxLatentModel : ILatentModel, IDisposable
{
    private readonly Network _scale;
    private readonly Network? _analysis;
    private readonly Network? _residual;
    private readonly Network? _mean;
    private readonly Network? _synthesis;

    private OnnxLatentModel(ModelFolder folder, OnnxModelOptions options)
    {
        Network Open(string role) => new(folder.Read(role), options);
        Description = folder.Manifest.Describe();
        _scale = Open("scale");
        if (options.Directions.HasFlag(ModelDirections.Encode))
        {
            (_analysis, _residual) = (Open("analysis"), Open("residual"));
        }

        if (options.Directions.HasFlag(ModelDirections.Decode))
        {
            (_mean, _synthesis) = (Open("mean"), Open("synthesis"));
        }
    }

    /// <inheritdoc/>
    public ModelDescription Description { get; }

    /// <summary>Loads a model folder, checks its hashes and runs its self-test.</summary>
    /// <param name="folder">Folder that holds <c>model.json</c>.</param>
    /// <param name="options">How the networks run.</param>
    /// <exception cref="InvalidModelException">The folder is incomplete or changed, or this machine does not compute its scale network exactly.</exception>
    public static OnnxLatentModel Load(string folder, OnnxModelOptions? options = null)
    {
        var opened = ModelFolder.Open(folder);
        try
        {
            var model = new OnnxLatentModel(opened, options ?? new OnnxModelOptions());
            model.CheckExactness(opened.Manifest.SelfTest);
            return model;
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidModelException($"Model \"{opened.Manifest.Id}\": ONNX Runtime refuses a network: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public LatentSymbols Analyze(RgbImage image, int quality)
    {
        ArgumentNullException.ThrowIfNull(image);
        QualityScale.Check(quality);
        var geometry = new LatentGeometry(image.Width, image.Height);
        using var pixels = Tensor(EdgePadding.Pad(image, geometry), 1, geometry.PaddedHeight, geometry.PaddedWidth, RgbImage.Channels);
        using var level = Tensor([(long)quality], 1);
        using var latents = Loaded(_analysis, ModelDirections.Encode).Run([("image", pixels), ("quality", level)]);
        var (latent, hyperLatent) = (latents[0], latents[1]);
        using var scales = _scale.Run([("hyper_latent", hyperLatent), ("quality", level)]);
        var scaleIndex = scales[0].GetTensorDataAsSpan<byte>().ToArray();
        EdgePadding.SkipPadding(scaleIndex, geometry);
        using var coded = Tensor(scaleIndex, 1, Description.LatentChannels, geometry.LatentHeight, geometry.LatentWidth);
        using var residuals = Loaded(_residual, ModelDirections.Encode).Run(
            [("latent", latent), ("hyper_latent", hyperLatent), ("scale_index", coded), ("quality", level)]);
        return new LatentSymbols(
            geometry,
            quality,
            Array.ConvertAll(hyperLatent.GetTensorDataAsSpan<float>().ToArray(), z => (sbyte)z),
            scaleIndex,
            residuals[0].GetTensorDataAsSpan<short>().ToArray());
    }

    /// <inheritdoc/>
    public byte[] PredictScales(sbyte[] hyperLatent, LatentGeometry geometry, int quality)
    {
        var scaleIndex = new byte[Description.LatentChannels * geometry.LatentHeight * geometry.LatentWidth];
        PredictScalesInto(hyperLatent, geometry, quality, scaleIndex, CancellationToken.None);
        return scaleIndex;
    }

    /// <inheritdoc/>
    public void PredictScalesInto(
        ReadOnlyMemory<sbyte> hyperLatent, LatentGeometry geometry, int quality, Memory<byte> scaleIndex, CancellationToken cancellationToken)
    {
        using var z = new HyperLatentTensor(hyperLatent.Span, Description.HyperChannels, geometry);
        using var level = Tensor([(long)quality], 1);
        using var scales = _scale.Run([("hyper_latent", z.Value), ("quality", level)], cancellationToken);
        var predicted = scales[0].GetTensorDataAsSpan<byte>();
        if (predicted.Length != scaleIndex.Length)
        {
            throw new InvalidModelException($"Model \"{Description.Id}\": its scale network gives {predicted.Length} scale indices, not {scaleIndex.Length}.");
        }

        predicted.CopyTo(scaleIndex.Span);
    }

    /// <inheritdoc/>
    public RgbImage Synthesize(LatentSymbols symbols)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        var (width, height) = (symbols.Geometry.Width, symbols.Geometry.Height);
        var samples = new byte[checked(width * height * RgbImage.Channels)];
        SynthesizeInto(symbols.HyperLatent, symbols.Residual, symbols.Geometry, symbols.Quality, samples, CancellationToken.None);
        return new RgbImage(width, height, samples);
    }

    /// <inheritdoc/>
    public void SynthesizeInto(
        ReadOnlyMemory<sbyte> hyperLatent,
        ReadOnlyMemory<short> residual,
        LatentGeometry geometry,
        int quality,
        Memory<byte> samples,
        CancellationToken cancellationToken)
    {
        using var z = new HyperLatentTensor(hyperLatent.Span, Description.HyperChannels, geometry);
        using var level = Tensor([(long)quality], 1);
        using var r = Tensor(MemoryMarshal.AsMemory(residual), 1, Description.LatentChannels, geometry.LatentHeight, geometry.LatentWidth);
        using var latents = Loaded(_mean, ModelDirections.Decode).Run([("residual", r), ("hyper_latent", z.Value), ("quality", level)], cancellationToken);
        using var images = Loaded(_synthesis, ModelDirections.Decode).Run([("latent", latents[0]), ("quality", level)], cancellationToken);
        EdgePadding.Crop(images[0].GetTensorDataAsSpan<byte>(), geometry, samples.Span);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var network in new[] { _scale, _analysis, _residual, _mean, _synthesis })
        {
            network?.Dispose();
        }
    }

    private static Network Loaded(Network? network, ModelDirections direction) =>
        network ?? throw new InvalidOperationException($"The model was not loaded to {direction}: see {nameof(OnnxModelOptions)}.{nameof(OnnxModelOptions.Directions)}.");

    private static OrtValue Tensor<T>(T[] values, params long[] shape)
        where T : unmanaged => OrtValue.CreateTensorValueFromMemory(values, shape);

    private static OrtValue Tensor<T>(Memory<T> values, params long[] shape)
        where T : unmanaged => OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values, shape);

    /// <summary>Another σ by a single step would turn every later symbol into noise, so it is better not to start.</summary>
    private void CheckExactness(ModelSelfTest test)
    {
        var geometry = new LatentGeometry(test.HyperWidth * LatentGeometry.HyperStride, test.HyperHeight * LatentGeometry.HyperStride);
        var scales = PredictScales(test.HyperLatent, geometry, test.Quality);
        if (Convert.ToHexStringLower(SHA256.HashData(scales)) != test.ScaleIndexSha256)
        {
            throw new InvalidModelException($"Model \"{Description.Id}\" fails its self-test: this build of ONNX Runtime does not compute the scale network exactly.");
        }
    }
}
