using System.Diagnostics;

namespace VaeGateway.Codec.Onnx.Tests;

/// <summary>Notes which networks run, by their roles, in what is called from here until it is disposed.</summary>
internal sealed class NetworkRuns : IDisposable
{
    private readonly Activity _scope = new Activity(nameof(NetworkRuns)).SetIdFormat(ActivityIdFormat.W3C).Start();
    private readonly ActivityListener _listener;
    private readonly List<string> _roles = [];

    public NetworkRuns()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == OnnxLatentModel.ActivitySourceName,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = Note,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The roles so far, in order; they start anew behind this.</summary>
    public IReadOnlyList<string> Take()
    {
        List<string> taken = [.. _roles];
        _roles.Clear();
        return taken;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _scope.Dispose();
    }

    // Other tests run networks at the same time.
    private void Note(Activity activity)
    {
        if (activity.TraceId == _scope.TraceId)
        {
            _roles.Add(activity.OperationName);
        }
    }
}
