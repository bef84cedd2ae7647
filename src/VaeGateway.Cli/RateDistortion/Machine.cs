using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace VaeGateway.Cli.RateDistortion;

/// <summary>Where a measurement was made, so that it can be judged and repeated.</summary>
/// <param name="Processor">The processor's name.</param>
/// <param name="Cores">Cores that this process may use.</param>
/// <param name="System">Operating system.</param>
/// <param name="Runtime">.NET version.</param>
/// <param name="Commit">Commit of the working folder's repository, "-dirty" if changed; null outside of one.</param>
internal sealed record Machine(string Processor, int Cores, string System, string Runtime, string? Commit)
{
    private const string ProcessorFile = "/proc/cpuinfo";
    private const string ProcessorKey = "model name";

    public static Machine Current() => new(
        ProcessorName(),
        Environment.ProcessorCount,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        ReadCommit());

    private static string ProcessorName()
    {
        var line = File.Exists(ProcessorFile)
            ? File.ReadLines(ProcessorFile).FirstOrDefault(entry => entry.StartsWith(ProcessorKey, StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string? ReadCommit()
    {
        try
        {
            var start = new ProcessStartInfo("git", ["describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var git = Process.Start(start);
            var commit = git?.StandardOutput.ReadToEnd().Trim();
            git?.WaitForExit();
            return git?.ExitCode == 0 ? commit : null;
        }
        catch (Win32Exception)
        {
            return null; // no git on this machine
        }
    }
}
