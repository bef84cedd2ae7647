using Microsoft.ML.OnnxRuntime;

namespace VaeGateway.Codec.Onnx.Batching;

/// <summary>One image's run of a network: alone, or within a batch.</summary>
/// <param name="network">What runs.</param>
/// <param name="names">The names of its inputs.</param>
/// <param name="inputs">Its inputs, which stay the caller's; the first dimension of each is 1.</param>
/// <param name="isTile">Whether memory is given back behind the run.</param>
/// <param name="cancellationToken">Ends the wait, and a run that is the image's own.</param>
internal sealed class PendingRun(Network network, string[] names, OrtValue[] inputs, bool isTile, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<IReadOnlyList<PendingRun>?> _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<IDisposableReadOnlyCollection<OrtValue>> _outputs = new();

    public IReadOnlyList<OrtValue> Inputs => inputs;

    /// <summary>Whether both may run as one. The shapes of a network's other inputs follow from its first.</summary>
    public bool IsLike(PendingRun other) => network == other.Network && Shape.AsSpan().SequenceEqual(other.Shape);

    private Network Network => network;

    private long[] Shape => inputs[0].GetTensorTypeAndShape().Shape;

    /// <summary>Runs the network for this image alone.</summary>
    public void RunAlone() => Finish(network.RunNow(names, inputs, isTile, cancellationToken));

    /// <summary>Runs the network with the inputs of a batch in place of this image's.</summary>
    public IDisposableReadOnlyCollection<OrtValue> RunWith(OrtValue[] joined) => network.RunNow(names, joined, isTile, CancellationToken.None);

    /// <summary>Lets the caller run a batch that begins with this run.</summary>
    public void GiveTurn(IReadOnlyList<PendingRun> batch) => _turn.SetResult(batch);

    /// <summary>Hands over what a run has given, wherever it ran.</summary>
    public void Finish(IDisposableReadOnlyCollection<OrtValue> outputs)
    {
        _outputs.SetResult(outputs);
        _turn.TrySetResult(null);
    }

    /// <summary>Says why there are no outputs, which <see cref="TakeOutputs"/> throws.</summary>
    public void Fail(Exception fault)
    {
        _outputs.SetException(fault);
        _turn.TrySetResult(null);
    }

    /// <summary>Waits until it is to run, or has run.</summary>
    /// <param name="queue">Where it waits.</param>
    /// <returns>The batch to run; null where another caller has run it.</returns>
    public IReadOnlyList<PendingRun>? WaitForTurn(RunQueue queue)
    {
        try
        {
            return _turn.Task.WaitAsync(cancellationToken).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            if (queue.Withdraw(this))
            {
                throw;
            }

            return _turn.Task.GetAwaiter().GetResult();
        }
    }

    /// <summary>The outputs, after the run.</summary>
    public IDisposableReadOnlyCollection<OrtValue> TakeOutputs()
    {
        var outputs = _outputs.Task.GetAwaiter().GetResult();
        if (cancellationToken.IsCancellationRequested)
        {
            outputs.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
        }

        return outputs;
    }
}
