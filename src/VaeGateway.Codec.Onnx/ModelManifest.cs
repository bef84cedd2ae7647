using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using VaeGateway.Codec.EntropyCoding;

namespace VaeGateway.Codec.Onnx;

/// <summary>The contents of a <c>model.json</c>, as <c>models/training/vaegateway_training/export.py</c> writes it.</summary>
public sealed class ModelManifest
{
    /// <summary>Name of the manifest in a model folder.</summary>
    public const string FileName = "model.json";

    /// <summary>The version of the manifest that this code reads.</summary>
    public const int SupportedSchema = 1;

    private const string FullSynthesis = "synthesis";

    /// <summary>Version of the manifest.</summary>
    public required int Schema { get; init; }

    /// <summary>Name of the model.</summary>
    public required string Id { get; init; }

    /// <summary>Hash over all of the model's files and tables, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The network files by role: analysis, hyper_analysis, scale, residual, mean, synthesis; light_synthesis where there is a light decoder.</summary>
    public required IReadOnlyDictionary<string, ModelFile> Files { get; init; }

    /// <summary>The ways to decode the model's latents; null in a manifest older than the light decoder: the full one only.</summary>
    /// <remarks>Not covered by <see cref="Sha256"/>: a model is the same with and without its light decoder.</remarks>
    public IReadOnlyList<ModelDecoder>? Decoders { get; init; }

    /// <summary>Whether there is a light decoder.</summary>
    [JsonIgnore]
    public bool HasLightDecoder => Find(ModelDecoder.Light) is not null;

    /// <summary>M, channels of y.</summary>
    public required int LatentChannels { get; init; }

    /// <summary>Z, channels of z.</summary>
    public required int HyperChannels { get; init; }

    /// <summary>Scale index of each channel of z by quality, shape [64][Z].</summary>
    public required int[][] HyperScaleIndex { get; init; }

    /// <summary>Frequency tables of the residual's magnitude by scale index.</summary>
    public required int[][] MagnitudeTables { get; init; }

    /// <summary>Input and expected output of the exact scale network.</summary>
    public required ModelSelfTest SelfTest { get; init; }

    /// <summary>Parses and checks a manifest.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <exception cref="InvalidModelException">It is not a manifest this code reads.</exception>
    public static ModelManifest Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(json, ModelManifestContext.Default.ModelManifest)
                ?? throw new InvalidModelException($"{FileName} is empty.");
            return manifest.Schema == SupportedSchema
                ? manifest
                : throw new InvalidModelException($"{FileName} has schema {manifest.Schema}; this version reads {SupportedSchema}: update VaeGateway.");
        }
        catch (JsonException e)
        {
            throw new InvalidModelException($"{FileName} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The role in <see cref="Files"/> of a decoder's synthesis network.</summary>
    /// <param name="decoder"><see cref="DecoderChoice.Full"/> or <see cref="DecoderChoice.Light"/>.</param>
    /// <exception cref="InvalidModelException">The model has no light decoder.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is neither.</exception>
    public string SynthesisRole(DecoderChoice decoder) => decoder switch
    {
        DecoderChoice.Full => Find(ModelDecoder.Full)?.Synthesis ?? FullSynthesis,
        DecoderChoice.Light => Find(ModelDecoder.Light)?.Synthesis ?? throw new InvalidModelException(
            $"Model \"{Id}\" has no light decoder: its {FileName} lists none. Choose the full decoder, or take a model that comes with a light one."),
        _ => throw new ArgumentOutOfRangeException(nameof(decoder), decoder, "It is to be measured which one it is."),
    };

    /// <summary>What the bitstream needs to know.</summary>
    /// <exception cref="InvalidModelException">The tables are not valid.</exception>
    public ModelDescription Describe()
    {
        if (LatentChannels < 1 || HyperChannels < 1)
        {
            throw new InvalidModelException($"{FileName}: {LatentChannels} latent and {HyperChannels} hyper-latent channels are not a model.");
        }

        if (HyperScaleIndex.Length != QualityScale.Levels || HyperScaleIndex.Any(row => row.Length != HyperChannels))
        {
            throw new InvalidModelException($"{FileName}: hyperScaleIndex is not {QualityScale.Levels} rows of {HyperChannels}.");
        }

        try
        {
            var fingerprint = uint.Parse(Sha256.AsSpan(0, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var hyperScaleIndex = HyperScaleIndex.Select(row => row.Select(byte.CreateChecked).ToArray()).ToArray();
            return new ModelDescription(Id, fingerprint, LatentChannels, HyperChannels, new SymbolTables(MagnitudeTables), hyperScaleIndex);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            throw new InvalidModelException($"{FileName}: {e.Message}", e);
        }
    }

    private ModelDecoder? Find(string name) => Decoders?.FirstOrDefault(decoder => decoder is { Synthesis: not null } && decoder.Name == name);
}
