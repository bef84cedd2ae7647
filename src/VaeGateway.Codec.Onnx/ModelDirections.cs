namespace VaeGateway.Codec.Onnx;

/// <summary>What a model is loaded for.</summary>
[Flags]
public enum ModelDirections
{
    /// <summary>Decoding: scale and mean networks, and one for synthesis (<see cref="OnnxModelOptions.Decoder"/>).</summary>
    Decode = 1,

    /// <summary>Encoding: analysis, hyper-analysis, scale and residual networks.</summary>
    Encode = 2,

    /// <summary>Both.</summary>
    Both = Decode | Encode,
}
