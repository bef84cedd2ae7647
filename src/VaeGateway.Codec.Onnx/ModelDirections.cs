namespace VaeGateway.Codec.Onnx;

/// <summary>What a model is loaded for.</summary>
[Flags]
public enum ModelDirections
{
    /// <summary>Decoding: scale, mean and synthesis networks.</summary>
    Decode = 1,

    /// <summary>Encoding: analysis, hyper-analysis, scale and residual networks.</summary>
    Encode = 2,

    /// <summary>Both.</summary>
    Both = Decode | Encode,
}
