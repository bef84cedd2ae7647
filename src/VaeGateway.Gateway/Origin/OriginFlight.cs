namespace VaeGateway.Gateway.Origin;

/// <summary>A request to the origin whose answer others wait for.</summary>
/// <param name="leave">Takes it out of the list of those under way.</param>
internal sealed class OriginFlight(Action<OriginFlight> leave)
{
    private readonly TaskCompletionSource<bool> _landed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the answer is stored (true) or when it is known that it won't be (false).</summary>
    public Task<bool> Landed => _landed.Task;

    public void Land(bool isStored)
    {
        leave(this);
        _landed.TrySetResult(isStored);
    }
}
