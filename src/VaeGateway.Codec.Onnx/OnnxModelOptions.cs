namespace VaeGateway.Codec.Onnx;

/// <summary>How the networks run.</summary>
public sealed class OnnxModelOptions
{
    /// <summary>Threads within one network run.</summary>
    /// <value>1: a server runs many images on many cores rather than one image on all.</value>
    public int IntraOpThreads { get; init; } = 1;

    /// <summary>Which networks to load.</summary>
    /// <value>Both directions.</value>
    public ModelDirections Directions { get; init; } = ModelDirections.Both;
}
