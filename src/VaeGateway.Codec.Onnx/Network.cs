using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using VaeGateway.Codec.Onnx.Batching;
using VaeGateway.Codec.Onnx.Tiling;

namespace VaeGateway.Codec.Onnx;

/// <summary>One ONNX graph and its session; runs are safe concurrently.</summary>
internal sealed class Network : IDisposable
{
    /// <summary>Positions of y to one of z, in each direction.</summary>
    public const int LatentDensity = LatentGeometry.HyperStride / LatentGeometry.LatentStride;

    /// <summary>The tag of a run's activity that says how many images were in it.</summary>
    public const string BatchSizeTag = "batch.size";

    private static readonly ActivitySource Source = new(OnnxLatentModel.ActivitySourceName);

    private readonly string _role;
    private readonly RunQueue _queue;
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly RunOptions _tileRunOptions = NewOptions(isTile: true);

    /// <param name="role">Its role in the manifest.</param>
    /// <param name="content">The ONNX file.</param>
    /// <param name="options">How it runs.</param>
    /// <param name="queue">Where its runs wait for their turns.</param>
    public Network(string role, byte[] content, OnnxModelOptions options, RunQueue queue)
    {
        (_role, _queue) = (role, queue);
        using var sessionOptions = new SessionOptions
        {
            IntraOpNumThreads = options.IntraOpThreads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,

            // A pattern is one block for all of a run's tensors, kept for every size of image there was.
            EnableMemoryPattern = false,
        };
        SharedArena.Use(sessionOptions);
        queue.Provider.Use(sessionOptions);
        _session = new InferenceSession(content, sessionOptions);
        Halo = Reach.HaloOf(content);
    }

    /// <summary>How far around a tile it looks, in positions of the hyper-latent.</summary>
    public int Halo { get; }

    /// <summary>How many tensors it gives.</summary>
    public int Outputs => _session.OutputNames.Count;

    /// <summary>The quality as the graphs take it.</summary>
    public static OrtValue Level(int quality) => OrtValue.CreateTensorValueFromMemory([(long)quality], [1]);

    /// <summary>Runs the graph when its turn comes, perhaps together with other images, and gives its outputs in the graph's order; the caller disposes them.</summary>
    /// <param name="inputs">Its inputs by name, of one image.</param>
    /// <param name="isTile">Whether the run's memory is given back behind it: the next tile may go to another network, or have another size.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="OperationCanceledException">It was cancelled, before the run or within it.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(
        ReadOnlySpan<(string Name, OrtValue Value)> inputs, bool isTile, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var names = new string[inputs.Length];
        var values = new OrtValue[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            (names[i], values[i]) = inputs[i];
        }

        return _queue.Run(new PendingRun(this, names, values, isTile, cancellationToken));
    }

    /// <summary>Runs the graph at once.</summary>
    public IDisposableReadOnlyCollection<OrtValue> RunNow(string[] names, OrtValue[] values, bool isTile, CancellationToken cancellationToken)
    {
        using var activity = Source.StartActivity(_role);
        activity?.SetTag(BatchSizeTag, values[0].GetTensorTypeAndShape().Shape[0]);
        return cancellationToken.CanBeCanceled
            ? RunCancellably(names, values, isTile, cancellationToken)
            : _session.Run(isTile ? _tileRunOptions : _runOptions, names, values, _session.OutputNames);
    }

    public void Dispose()
    {
        _session.Dispose();
        _runOptions.Dispose();
        _tileRunOptions.Dispose();
    }

    private static RunOptions NewOptions(bool isTile)
    {
        var options = new RunOptions();
        if (isTile)
        {
            options.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
        }

        return options;
    }

    /// <summary>ONNX Runtime looks at <see cref="RunOptions.Terminate"/> between two operators.</summary>
    private IDisposableReadOnlyCollection<OrtValue> RunCancellably(string[] names, OrtValue[] values, bool isTile, CancellationToken cancellationToken)
    {
        using var options = NewOptions(isTile);
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
