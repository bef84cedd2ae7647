using Microsoft.ML.OnnxRuntime;

namespace VaeGateway.Codec.Onnx;

/// <summary>One ONNX graph and its session; runs are safe concurrently.</summary>
internal sealed class Network : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();

    public Network(byte[] content, OnnxModelOptions options)
    {
        using var sessionOptions = new SessionOptions
        {
            IntraOpNumThreads = options.IntraOpThreads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
        };
        _session = new InferenceSession(content, sessionOptions);
    }

    /// <summary>Runs the graph and gives its outputs in the graph's order; the caller disposes them.</summary>
    public IDisposableReadOnlyCollection<OrtValue> Run(params ReadOnlySpan<(string Name, OrtValue Value)> inputs)
    {
        var names = new string[inputs.Length];
        var values = new OrtValue[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            (names[i], values[i]) = inputs[i];
        }

        return _session.Run(_runOptions, names, values, _session.OutputNames);
    }

    public void Dispose()
    {
        _session.Dispose();
        _runOptions.Dispose();
    }
}
