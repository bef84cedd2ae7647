namespace VaeGateway.Codec.Onnx;

/// <summary>One way to decode a model's latents.</summary>
/// <param name="Name"><see cref="Full"/> or <see cref="Light"/>; others are for later versions to know.</param>
/// <param name="Synthesis">Role of its synthesis network in <see cref="ModelManifest.Files"/>.</param>
/// <param name="MacPerPixel">Multiplications that this network takes for a pixel.</param>
public sealed record ModelDecoder(string Name, string Synthesis, int MacPerPixel)
{
    /// <summary>Name of the decoder that every model has.</summary>
    public const string Full = "full";

    /// <summary>Name of the cheaper one that a model may have.</summary>
    public const string Light = "light";
}
