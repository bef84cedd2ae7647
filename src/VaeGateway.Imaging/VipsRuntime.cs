using NetVips;

namespace VaeGateway.Imaging;

/// <summary>Sets libvips up once for a server: many images on many cores, and no reader that untrusted bytes should reach.</summary>
internal static class VipsRuntime
{
    private const string LogDomain = "VIPS";

    // The class names of libvips; "Nsgif" is its GIF reader, and "Heif" its AVIF reader.
    private static readonly string[] AllowedLoaders = ["Jpeg", "Png", "Webp", "Heif", "Tiff", "Nsgif"];

    // Kept alive here: libvips holds only a pointer to it.
    private static readonly Log.LogDelegate DropMessage = (_, _, _) => { };

    static VipsRuntime()
    {
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;
        NetVips.NetVips.BlockUntrusted = true;
        Operation.Block("VipsForeignLoad", true);
        foreach (var loader in AllowedLoaders)
        {
            Operation.Block("VipsForeignLoad" + loader, false);
        }

        // Every fault comes back as an exception; without this, each also prints a line for each tile of pixels.
        Log.SetLogHandler(LogDomain, Enums.LogLevelFlags.Warning, DropMessage);
    }

    /// <summary>Version of libvips, as "major.minor.patch".</summary>
    public static string Version { get; } = string.Join('.', Enumerable.Range(0, 3).Select(part => NetVips.NetVips.Version(part)));

    /// <summary>Runs the static constructor, if it has not run.</summary>
    public static void Start()
    {
        // The work is in the static constructor, which the runtime runs once, whatever the number of threads.
    }
}
