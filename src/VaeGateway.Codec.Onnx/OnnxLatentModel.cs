using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using VaeGateway.Codec.Onnx.Batching;
using VaeGateway.Codec.Onnx.Tiling;
using VaeGateway.Codec.Targets;

namespace VaeGateway.Codec.Onnx;

/// <summary>A model's networks in ONNX Runtime. Safe for concurrent use.</summary>
/// <remarks>The graphs' inputs and outputs are listed in <c>models/training/vaegateway_training/export_graphs.py</c>.</remarks>
public sealed class OnnxLatentModel : ILatentModel, IDisposable
{
    /// <summary>Name of the <see cref="System.Diagnostics.ActivitySource"/> in which each run of a network is an activity, named for the network's role.</summary>
    public const string ActivitySourceName = "VaeGateway.Codec.Onnx";

    private const string ScaleRole = "scale";

    private readonly List<Network> _networks = [];
    private readonly ScaleNetwork _scale;
    private readonly EncoderNetworks? _encoder;
    private readonly DecoderNetworks? _decoder;

    private OnnxLatentModel(ModelFolder folder, OnnxModelOptions options)
    {
        // The scale network stays where integers in floats are known to be exact.
        var queue = RunQueue.For(ExecutionProvider.Current, options);
        var exactQueue = queue.Provider.IsCuda ? RunQueue.For(ExecutionProvider.Cpu, options) : queue;
        Network Open(string role)
        {
            var network = new Network(role, folder.Read(role), options, role == ScaleRole ? exactQueue : queue);
            _networks.Add(network);
            return network;
        }

        Description = folder.Manifest.Describe();
        Effort = options.Effort;
        var tileSize = new TileSize(options.TileSide / LatentGeometry.HyperStride);
        _scale = new ScaleNetwork(Open(ScaleRole), Description, tileSize);
        if (options.Directions.HasFlag(ModelDirections.Encode))
        {
            _encoder = new EncoderNetworks(Open("analysis"), Open("hyper_analysis"), Open("residual"), _scale, Description, tileSize, Effort);
        }

        if (options.Directions.HasFlag(ModelDirections.Decode))
        {
            Decoder = DecoderTrial.Choose(folder, options);
            _decoder = new DecoderNetworks(Open("mean"), Open(folder.Manifest.SynthesisRole(Decoder.Value)), Description, tileSize);
        }
    }

    /// <inheritdoc/>
    public ModelDescription Description { get; }

    /// <summary>The decoder that makes the pixels, full or light; null in a model that was loaded only to encode.</summary>
    public DecoderChoice? Decoder { get; }

    /// <summary>How hard encoding searches, see <see cref="OnnxModelOptions.Effort"/>.</summary>
    public int Effort { get; }

    /// <summary>What the networks run on: CPU, or CUDA in a build with <c>-p:OnnxRuntimeProvider=cuda</c>. The exact scale network is always on the CPU.</summary>
    public static string Provider => ExecutionProvider.Current.Name;

    /// <summary>Why a build for the GPU runs on the CPU, and the remedy; null unless it does.</summary>
    public static string? ProviderNotice => ExecutionProvider.Current.Notice;

    /// <summary>Loads a model folder, checks its hashes and runs its self-test.</summary>
    /// <param name="folder">Folder that holds <c>model.json</c>.</param>
    /// <param name="options">How the networks run.</param>
    /// <exception cref="InvalidModelException">
    /// The folder is incomplete or changed, or has no light decoder where that is asked for, or this machine does not compute its scale network exactly.
    /// </exception>
    public static OnnxLatentModel Load(string folder, OnnxModelOptions? options = null) => Opening(folder, opened =>
    {
        var model = new OnnxLatentModel(opened, options ?? new OnnxModelOptions());
        model.CheckExactness(opened.Manifest.SelfTest);
        return model;
    });

    /// <summary>
    /// The decoder that a model loaded with these options has. To measure it takes the full decoder's synthesis network and no other file, so whoever fetches a model file by
    /// file learns whether to fetch the light one.
    /// </summary>
    /// <param name="folder">Folder that holds <c>model.json</c>.</param>
    /// <param name="options">How the networks would run.</param>
    /// <returns><see cref="DecoderChoice.Full"/> or <see cref="DecoderChoice.Light"/>; the full one, without measuring, where the model has no other.</returns>
    /// <exception cref="InvalidModelException">The folder is incomplete or changed.</exception>
    public static DecoderChoice ChooseDecoder(string folder, OnnxModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Opening(folder, opened => DecoderTrial.Choose(opened, options));
    }

    /// <inheritdoc/>
    public LatentSymbols Analyze(RgbImage image, int quality)
    {
        ArgumentNullException.ThrowIfNull(image);
        var symbols = SymbolMemory.NewSymbols(Description, new LatentGeometry(image.Width, image.Height), quality);
        AnalyzeInto(image, quality, symbols.HyperLatent, symbols.ScaleIndex, symbols.Residual);
        return symbols;
    }

    /// <inheritdoc/>
    public void AnalyzeInto(RgbImage image, int quality, Memory<sbyte> hyperLatent, Memory<byte> scaleIndex, Memory<short> residual)
    {
        ArgumentNullException.ThrowIfNull(image);
        QualityScale.Check(quality);
        Loaded(_encoder, ModelDirections.Encode).Analyze(image, quality, new SymbolMemory(hyperLatent, scaleIndex, residual));
    }

    /// <inheritdoc/>
    public ISymbolEstimates Estimate(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return new SymbolEstimates(Loaded(_encoder, ModelDirections.Encode), Description, image);
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
        var length = Description.LatentChannels * geometry.LatentHeight * geometry.LatentWidth;
        ArgumentOutOfRangeException.ThrowIfNotEqual(scaleIndex.Length, length);
        _scale.Predict(hyperLatent.Span, geometry, quality, Area.Whole(geometry), scaleIndex.Span, cancellationToken);
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
        CancellationToken cancellationToken) =>
        Loaded(_decoder, ModelDirections.Decode).Synthesize(hyperLatent.Span, residual, geometry, quality, samples.Span, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var network in _networks)
        {
            network.Dispose();
        }
    }

    private static T Opening<T>(string folder, Func<ModelFolder, T> run)
    {
        var opened = ModelFolder.Open(folder);
        try
        {
            return run(opened);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidModelException($"Model \"{opened.Manifest.Id}\": ONNX Runtime refuses a network: {e.Message}", e);
        }
    }

    private static T Loaded<T>(T? networks, ModelDirections direction)
        where T : class =>
        networks ?? throw new InvalidOperationException($"The model was not loaded to {direction}: see {nameof(OnnxModelOptions)}.{nameof(OnnxModelOptions.Directions)}.");

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
