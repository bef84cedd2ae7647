namespace VaeGateway.Gateway.Encoding;

/// <summary>
/// Runs a computation that takes long on a thread of its own. The pool has few threads, one on one processor, and adds to them only
/// twice a second: a computation that keeps one makes requests wait.
/// </summary>
internal static class OwnThread
{
    public static Task<T> RunAsync<T>(Func<T> computation) =>
        Task.Factory.StartNew(computation, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
