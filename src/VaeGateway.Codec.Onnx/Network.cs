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
    /// <exception cref="OperationCanceledException">It was cancelled, before the run or within it.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(ReadOnlySpan<(string Name, OrtValue Value)> inputs, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var names = new string[inputs.Length];
        var values = new OrtValue[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            (names[i], values[i]) = inputs[i];
        }

        return cancellationToken.CanBeCanceled
            ? RunCancellably(names, values, cancellationToken)
            : _session.Run(_runOptions, names, values, _session.OutputNames);
    }

    public void Dispose()
    {
        _session.Dispose();
        _runOptions.Dispose();
    }

    /// <summary>ONNX Runtime looks at <see cref="RunOptions.Terminate"/> between two operators.</summary>
    private IDisposableReadOnlyCollection<OrtValue> RunCancellably(string[] names, OrtValue[] values, CancellationToken cancellationToken)
    {
        using var options = new RunOptions();
        using var registration = cancellationToken.UnsafeRegister(state => ((RunOptions)state!).Terminate = true, options);
        try
        {
            return _session.Run(options, names, values, _session.OutputNames);
        }
        catch (OnnxRuntimeException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("A network's run was cancelled.", e, cancellationToken);
        }
    }
}
