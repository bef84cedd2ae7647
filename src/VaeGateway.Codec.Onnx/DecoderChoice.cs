namespace VaeGateway.Codec.Onnx;

/// <summary>Which of a model's synthesis networks makes the pixels. Both read the same latents.</summary>
public enum DecoderChoice
{
    /// <summary>The full one: the picture as the encoder's guard has judged it.</summary>
    Full,

    /// <summary>The light one, distilled from the full: about half of the work, a few per cent more error.</summary>
    Light,

    /// <summary>The full one where it is fast enough on this machine, else the light one: <see cref="OnnxModelOptions.FullDecoderBudget"/>.</summary>
    Measured,
}
