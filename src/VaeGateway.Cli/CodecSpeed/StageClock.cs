using System.Diagnostics;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Cli.CodecSpeed;

/// <summary>Splits the time of an encode or a decode by what the codec was at: its networks, the entropy coder, the rest. One to a thread.</summary>
internal sealed class StageClock : IDisposable
{
    public const string EntropyCoder = "entropy coder";
    public const string Rest = "tiles and padding";

    private static readonly AsyncLocal<StageClock?> Current = new();

    private readonly ActivityListener _listener;
    private readonly Dictionary<string, double> _stages = [];
    private long _since;
    private string _last = "";

    public StageClock()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == OnnxLatentModel.ActivitySourceName,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStarted = activity => Mine?.Lap(Between(_last, activity.OperationName), ""),
            ActivityStopped = activity => Mine?.Lap(activity.OperationName.Replace('_', '-') + " network", activity.OperationName),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    private StageClock? Mine => Current.Value == this ? this : null;

    /// <summary>Runs one encode or decode.</summary>
    /// <returns>Milliseconds by stage.</returns>
    public IReadOnlyDictionary<string, double> Time(Action run)
    {
        _stages.Clear();
        Current.Value = this;
        (_since, _last) = (Stopwatch.GetTimestamp(), "");
        run();
        Lap(Between(_last, ""), "");
        Current.Value = null;
        return new Dictionary<string, double>(_stages);
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>An encoder codes symbols behind its last network; a decoder reads z before the scale network and residuals behind it.</summary>
    private static string Between(string before, string after) =>
        (before, after) is ("residual", "") or ("", "scale") or ("scale", "mean") ? EntropyCoder : Rest;

    private void Lap(string stage, string network)
    {
        var now = Stopwatch.GetTimestamp();
        _stages[stage] = _stages.GetValueOrDefault(stage) + Stopwatch.GetElapsedTime(_since, now).TotalMilliseconds;
        (_since, _last) = (now, network.Length == 0 ? _last : network);
    }
}
