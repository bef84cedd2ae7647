using System.Collections;
using Microsoft.ML.OnnxRuntime;

namespace VaeGateway.Codec.Onnx.Batching;

/// <summary>Tensors in memory of their own, which go together.</summary>
internal sealed class Tensors : IDisposableReadOnlyCollection<OrtValue>
{
    private readonly List<OrtValue> _values = [];

    public int Count => _values.Count;

    public OrtValue this[int index] => _values[index];

    /// <summary>Adds an empty one that is like another in all but its first dimension.</summary>
    public OrtValue Add(OrtValue like, long first)
    {
        var form = like.GetTensorTypeAndShape();
        long[] shape = [first, .. form.Shape.AsSpan(1)];
        _values.Add(OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, form.ElementDataType, shape));
        return _values[^1];
    }

    public IEnumerator<OrtValue> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => _values.ForEach(value => value.Dispose());
}
