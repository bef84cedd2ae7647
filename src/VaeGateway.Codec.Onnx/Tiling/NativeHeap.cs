using System.Runtime.InteropServices;

namespace VaeGateway.Codec.Onnx.Tiling;

/// <summary>The C library's heap, which holds ONNX Runtime's tensors.</summary>
internal static partial class NativeHeap
{
    private static bool _trims = OperatingSystem.IsLinux();

    /// <summary>
    /// Gives the pages of freed blocks back. glibc maps a large block by itself only until it has seen one freed; after that it keeps up to 32 MB of each in
    /// its heap, and two networks in turn leave holes there that fit neither: some 50 MB. Without effect on other C libraries.
    /// </summary>
    public static void Trim()
    {
        try
        {
            _ = _trims && TrimAll(0) != 0;
        }
        catch (EntryPointNotFoundException)
        {
            // musl has no such call, and needs none: it maps every large block by itself.
            _trims = false;
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int TrimAll(nint keptBytes);
}
