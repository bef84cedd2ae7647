using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Browser;

/// <summary>A Chromium that stays open between steps; <c>tests/browser/session.mjs</c> drives it.</summary>
public sealed class BrowserSession : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly Process _node;
    private readonly ConcurrentQueue<string> _errors = new();

    private BrowserSession(IEnumerable<string> flags)
    {
        _node = new Process
        {
            StartInfo = new ProcessStartInfo("node", [Path.Combine(Repository.Browser, "session.mjs"), .. flags])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _node.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? "");
    }

    public static BrowserSession Start(params string[] flags)
    {
        var session = new BrowserSession(flags);
        session._node.Start();
        session._node.BeginErrorReadLine();
        return session;
    }

    /// <summary>Opens a page in a new tab, closes the one before, and waits for its load and for its images.</summary>
    public async Task<PageVisit> VisitAsync(Uri page) =>
        (await DoAsync(new { @do = "visit", url = page.AbsoluteUri })).Deserialize<PageVisit>(JsonSerializerOptions.Web)!;

    /// <summary>Runs the body of an async function in the page and returns what it returns.</summary>
    public Task<JsonElement> EvaluateAsync(string script) => DoAsync(new { @do = "evaluate", script });

    /// <summary>Saves what the page looks like under artifacts.</summary>
    public Task ScreenshotAsync(string name) => DoAsync(new { @do = "screenshot", path = Path.Combine(Repository.Screenshots, name) });

    /// <summary>Becomes a visitor who was never here.</summary>
    public Task BecomeNewAsync() => DoAsync(new { @do = "fresh" });

    /// <summary>Empties the browser's own cache of files; what a service worker keeps stays.</summary>
    public Task ClearHttpCacheAsync() => DoAsync(new { @do = "clearHttpCache" });

    /// <summary>Ends all service workers, as browsers do with those that are idle; they are started anew when they are needed.</summary>
    public Task StopWorkersAsync() => DoAsync(new { @do = "stopWorkers" });

    public async ValueTask DisposeAsync()
    {
        // The end of its input is the end of the browser.
        _node.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _node.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _node.Kill(entireProcessTree: true);
        }

        _node.Dispose();
    }

    private async Task<JsonElement> DoAsync(object command)
    {
        await _node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command));
        var line = await _node.StandardOutput.ReadLineAsync().WaitAsync(Timeout);
        Assert.True(line is not null, $"The browser ended. Was tests/setup.sh run?\n{string.Join('\n', _errors)}");
        using var answer = JsonDocument.Parse(line);
        Assert.False(answer.RootElement.TryGetProperty("error", out var error), error.ToString());
        return answer.RootElement.GetProperty("result").Clone();
    }
}
