using System.Globalization;
using System.Runtime.InteropServices;

namespace VaeGateway.Imaging.Tests;

/// <summary>The memory of this process that is resident, as Linux counts it.</summary>
internal static class ResidentMemory
{
    private const int BytesPerKibibyte = 1024;

    /// <summary>Begins a new peak, with nothing held back that is free.</summary>
    /// <returns>What is resident now, in bytes.</returns>
    public static long Reset()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers(); // images of libvips hold native memory until then
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _ = TrimHeap(0);
        File.WriteAllText("/proc/self/clear_refs", "5");
        return Peak();
    }

    /// <summary>Most bytes that were resident since the last reset.</summary>
    public static long Peak()
    {
        var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("VmHWM", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * BytesPerKibibyte;
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int TrimHeap(nint padBytes);
}
