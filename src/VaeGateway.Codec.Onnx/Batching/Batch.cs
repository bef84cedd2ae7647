#pragma warning disable CA1031 // Whatever a run throws, other threads wait for theirs; each caller is thrown its own fault.
using Microsoft.ML.OnnxRuntime;

namespace VaeGateway.Codec.Onnx.Batching;

/// <summary>Runs a network once for several images.</summary>
internal static class Batch
{
    /// <summary>Runs all and hands each its outputs, or the fault that kept it from them. Where they do not run as one, for want of memory say, they run one by one.</summary>
    public static void Run(IReadOnlyList<PendingRun> runs)
    {
        if (runs.Count == 1 || !TryTogether(runs))
        {
            foreach (var run in runs)
            {
                RunAlone(run);
            }
        }
    }

    private static bool TryTogether(IReadOnlyList<PendingRun> runs)
    {
        try
        {
            using var inputs = Join(runs);
            using var outputs = runs[0].RunWith([.. inputs]);
            Tensors[] parts = [.. Enumerable.Range(0, runs.Count).Select(i => Part(outputs, i))];
            for (var i = 0; i < runs.Count; i++)
            {
                runs[i].Finish(parts[i]);
            }

            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private static void RunAlone(PendingRun run)
    {
        try
        {
            run.RunAlone();
        }
        catch (Exception e)
        {
            run.Fail(e);
        }
    }

    private static Tensors Join(IReadOnlyList<PendingRun> runs)
    {
        var joined = new Tensors();
        for (var input = 0; input < runs[0].Inputs.Count; input++)
        {
            var whole = joined.Add(runs[0].Inputs[input], runs.Count);
            for (var i = 0; i < runs.Count; i++)
            {
                var part = runs[i].Inputs[input].GetTensorMutableRawData();
                part.CopyTo(whole.GetTensorMutableRawData()[(i * part.Length)..]);
            }
        }

        return joined;
    }

    private static Tensors Part(IReadOnlyCollection<OrtValue> outputs, int index)
    {
        var parts = new Tensors();
        foreach (var output in outputs)
        {
            var part = parts.Add(output, 1).GetTensorMutableRawData();
            output.GetTensorMutableRawData().Slice(index * part.Length, part.Length).CopyTo(part);
        }

        return parts;
    }
}
