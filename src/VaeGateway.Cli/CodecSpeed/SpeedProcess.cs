using System.ComponentModel;
using System.Diagnostics;
using VaeGateway.Cli.Commands;

namespace VaeGateway.Cli.CodecSpeed;

/// <summary>Runs one measurement in a process of its own, tied to its cores.</summary>
internal static class SpeedProcess
{
    private const string Program = "vaegw";
    private const string Host = "dotnet";
    private const string Pin = "taskset";

    /// <summary>Zero compiles each method fully at its first call, as all are in a process that has run for a minute. A measurement is too short for that.</summary>
    private const string TieredCompilation = "DOTNET_TieredCompilation";

    /// <exception cref="BadInputException">There is no taskset, or the measurement failed.</exception>
    public static async Task<IReadOnlyList<SpeedRow>> RunAsync(AloneRequest request, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Pin, ["--cpu-list", $"0-{request.Cores - 1}", .. Self(), .. request.Arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [TieredCompilation] = "0" },
        };

        using var process = Start(start);
        try
        {
            var faults = process.StandardError.ReadToEndAsync(cancellation);
            var output = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == ExitCode.Done
                ? [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(SpeedCsv.Parse)]
                : throw new BadInputException($"{request.Codec} could not be measured: {(await faults).Trim()}");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new BadInputException($"There is no {Pin} to tie a process to a core; on Debian it comes with util-linux.");
        }
    }

    private static string[] Self() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == Program
        ? [Environment.ProcessPath!]
        : [Host, typeof(SpeedProcess).Assembly.Location];
}
