using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using VaeGateway.Codec.Onnx.Batching;

namespace VaeGateway.Codec.Onnx.Tests;

/// <summary>Runs of the synthesis network that wait for a single place.</summary>
public sealed class RunQueueTests : IDisposable
{
    private const string Role = "synthesis";
    private const int MaxBatchSize = 3;

    private readonly RunQueue _queue = new(ExecutionProvider.Cpu, 1, MaxBatchSize);
    private readonly Network _network;
    private readonly ModelDescription _model;
    private readonly Activity _scope = new Activity(nameof(RunQueueTests)).SetIdFormat(ActivityIdFormat.W3C).Start();
    private readonly ActivityListener _listener;
    private readonly ConcurrentQueue<long> _batchSizes = [];
    private readonly ManualResetEventSlim _mayRun = new();
    private int _started;

    public RunQueueTests()
    {
        var folder = ModelFolder.Open(CommittedModel.Folder);
        _network = new Network(Role, folder.Read(Role), new OnnxModelOptions(), _queue);
        _model = folder.Manifest.Describe();
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == OnnxLatentModel.ActivitySourceName,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStarted = activity => Mine(activity, Hold),
            ActivityStopped = activity => Mine(activity, () => _batchSizes.Enqueue((long)activity.GetTagItem(Network.BatchSizeTag)!)),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [Fact]
    public async Task What_waits_with_equal_shapes_runs_as_one_and_gives_what_it_gives_alone()
    {
        (int Side, int Quality)[] images = [(4, 10), (4, 20), (8, 30), (4, 40), (4, 50), (4, 60)];
        var runs = images.Select(image => Start(image.Side, image.Quality)).ToList();
        await UntilWaiting(images.Length - 1);
        _mayRun.Set();
        var together = await Task.WhenAll(runs);

        // The first had the place at once; of its shape three fit into a batch, behind which the larger one had waited longer than the last.
        Assert.Equal([1, MaxBatchSize, 1, 1], _batchSizes);
        for (var i = 0; i < images.Length; i++)
        {
            Assert.Equal(await Start(images[i].Side, images[i].Quality), together[i]);
        }
    }

    [Fact]
    public async Task A_run_is_cancelled_while_it_waits()
    {
        using var cancel = new CancellationTokenSource();
        var first = Start(4, 10);
        await UntilWaiting(0);
        var second = Start(4, 20, cancel.Token);
        await UntilWaiting(1);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(first.IsCompleted);
        Assert.Equal(0, _queue.Waiting);
        _mayRun.Set();
        await first;
    }

    [Fact]
    public async Task A_run_that_fails_within_a_batch_fails_alone()
    {
        var first = Start(4, 10);
        var (sound, faulty) = (Start(4, 20), Start(4, QualityScale.Levels));
        await UntilWaiting(2);
        _mayRun.Set();

        await Assert.ThrowsAsync<OnnxRuntimeException>(() => faulty);
        Assert.Equal(await Start(4, 20), await sound);
        await first;
    }

    /// <summary>Runs that wait or have begun.</summary>
    private int Seen => _queue.Waiting + Volatile.Read(ref _started);

    public void Dispose()
    {
        _mayRun.Set();
        _listener.Dispose();
        _scope.Dispose();
        _network.Dispose();
        _mayRun.Dispose();
    }

    /// <summary>Begins a run on a thread of its own, behind those begun before.</summary>
    private Task<byte[]> Start(int side, int quality, CancellationToken cancellationToken = default)
    {
        var before = Seen;
        var run = Task.Factory.StartNew(
            () =>
            {
                using var latent = OrtValue.CreateTensorValueFromMemory(Latent(side, quality), [1, _model.LatentChannels, side, side]);
                using var level = Network.Level(quality);
                using var outputs = _network.Run([("latent", latent), ("quality", level)], isTile: false, cancellationToken);
                return outputs.Single().GetTensorDataAsSpan<byte>().ToArray();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        SpinWait.SpinUntil(() => run.IsCompleted || Seen > before);
        return run;
    }

    private void Hold()
    {
        Interlocked.Increment(ref _started);
        _mayRun.Wait();
    }

    private async Task UntilWaiting(int count)
    {
        while (_queue.Waiting != count)
        {
            await Task.Delay(1);
        }
    }

    private float[] Latent(int side, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, _model.LatentChannels * side * side).Select(_ => (random.NextSingle() * 20) - 10)];
    }

    private void Mine(Activity activity, Action act)
    {
        // Other tests run networks at the same time.
        if (activity.TraceId == _scope.TraceId)
        {
            act();
        }
    }
}
