using Microsoft.ML.OnnxRuntime;

namespace VaeGateway.Codec.Onnx.Batching;

/// <summary>
/// Lets as many of a model's networks run at once as there are places; the others wait in the order in which they came. What waits for the same network with
/// tensors of equal shapes runs with the first of its kind as one batch.
/// </summary>
/// <param name="provider">What they run on.</param>
/// <param name="places">Runs at once.</param>
/// <param name="maxBatchSize">Images that may run as one.</param>
internal sealed class RunQueue(ExecutionProvider provider, int places, int maxBatchSize)
{
    /// <summary>A GPU gains by large batches, but takes memory for each image of one: some 230 MB where it has two megapixels.</summary>
    private const int GpuBatchSize = 8;

    private readonly Lock _lock = new();
    private readonly List<PendingRun> _waiting = [];
    private int _free = places;

    public ExecutionProvider Provider => provider;

    /// <summary>Runs that wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>On a CPU one image a core; on a GPU one batch after the other, of all that came while it was busy.</summary>
    public static RunQueue For(ExecutionProvider provider, OnnxModelOptions options) => provider.IsCuda
        ? new RunQueue(provider, 1, options.MaxBatchSize ?? GpuBatchSize)
        : new RunQueue(provider, Math.Max(1, Environment.ProcessorCount / Math.Max(1, options.IntraOpThreads)), options.MaxBatchSize ?? 1);

    /// <summary>Waits for a run's turn and gives its outputs; the caller disposes them.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(PendingRun run)
    {
        lock (_lock)
        {
            _waiting.Add(run);
            FillPlaces();
        }

        if (run.WaitForTurn(this) is { } batch)
        {
            try
            {
                Batch.Run(batch);
            }
            finally
            {
                lock (_lock)
                {
                    _free++;
                    FillPlaces();
                }
            }
        }

        return run.TakeOutputs();
    }

    /// <summary>Takes a run that waits out of the queue.</summary>
    /// <returns>Whether it still waited; where not, it is too late, as its inputs may be read already.</returns>
    public bool Withdraw(PendingRun run)
    {
        lock (_lock)
        {
            return _waiting.Remove(run);
        }
    }

    private void FillPlaces()
    {
        while (_free > 0 && _waiting.Count > 0)
        {
            var first = _waiting[0];
            List<PendingRun> batch = [first];
            for (var i = 1; i < _waiting.Count && batch.Count < maxBatchSize; i++)
            {
                if (first.IsLike(_waiting[i]))
                {
                    batch.Add(_waiting[i]);
                }
            }

            foreach (var run in batch)
            {
                _waiting.Remove(run);
            }

            _free--;
            first.GiveTurn(batch);
        }
    }
}
