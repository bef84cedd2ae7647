using System.Buffers;
using Microsoft.ML.OnnxRuntime;

namespace VaeGateway.Codec.Onnx;

/// <summary>z as the networks take it, in rented memory: a tensor of floats of shape [1, Z, HyperHeight, HyperWidth].</summary>
internal sealed class HyperLatentTensor : IDisposable
{
    private readonly float[] _rented;

    public HyperLatentTensor(ReadOnlySpan<sbyte> hyperLatent, int channels, LatentGeometry geometry)
    {
        _rented = ArrayPool<float>.Shared.Rent(hyperLatent.Length);
        for (var i = 0; i < hyperLatent.Length; i++)
        {
            _rented[i] = hyperLatent[i];
        }

        Value = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, _rented.AsMemory(0, hyperLatent.Length), [1, channels, geometry.HyperHeight, geometry.HyperWidth]);
    }

    public OrtValue Value { get; }

    public void Dispose()
    {
        Value.Dispose();
        ArrayPool<float>.Shared.Return(_rented);
    }
}
