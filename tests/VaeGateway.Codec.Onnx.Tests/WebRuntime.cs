using System.Diagnostics;
using System.Text.Json;

namespace VaeGateway.Codec.Onnx.Tests;

/// <summary>The exact scale network in a browser's ONNX Runtime; <c>tests/onnxruntime-web/scale.mjs</c> runs it in Node.</summary>
internal static class WebRuntime
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    /// <returns>Hashes of all tests by level of graph optimisation.</returns>
    public static async Task<Dictionary<string, string[]>> ScaleHashesAsync(string networkPath, string testsPath, int threads)
    {
        var script = Path.Combine(CommittedModel.Repository, "tests", "onnxruntime-web", "scale.mjs");
        using var limit = new CancellationTokenSource(Timeout);
        using var node = Process.Start(new ProcessStartInfo("node", [script, networkPath, testsPath, $"{threads}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var errors = node.StandardError.ReadToEndAsync(limit.Token);
            var output = await node.StandardOutput.ReadToEndAsync(limit.Token);
            await node.WaitForExitAsync(limit.Token);
            Assert.True(node.ExitCode == 0, $"Node failed ({node.ExitCode}). Was tests/setup.sh run?\n{await errors}");
            return JsonSerializer.Deserialize<Dictionary<string, string[]>>(output)!;
        }
        finally
        {
            node.Kill(entireProcessTree: true);
        }
    }
}
