using Microsoft.ML.OnnxRuntime;

namespace VaeGateway.Codec.Onnx.Tiling;

/// <summary>y before its gain over an area, shape [1, M, rows, columns], with what keeps it alive.</summary>
internal readonly record struct Coefficients(OrtValue Value, Area Area, IDisposable Owner) : IDisposable
{
    public void Dispose() => Owner.Dispose();
}
