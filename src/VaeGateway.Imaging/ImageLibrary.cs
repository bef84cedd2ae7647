namespace VaeGateway.Imaging;

/// <summary>The image library behind this assembly, for reports.</summary>
public static class ImageLibrary
{
    /// <summary>Name and version, for example "libvips 8.18.7".</summary>
    public static string Version => $"libvips {VipsRuntime.Version}";
}
