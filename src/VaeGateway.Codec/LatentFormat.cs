namespace VaeGateway.Codec;

/// <summary>Names and limits that every reader and writer of latents shares.</summary>
public static class LatentFormat
{
    /// <summary>Media type of a latent container; the parameter <c>model</c> names the model that decodes it.</summary>
    public const string MediaType = "image/vnd.vaegateway.latent";

    /// <summary>File name extension of a latent container.</summary>
    public const string FileExtension = ".vgl";

    /// <summary>Largest width and height in pixels.</summary>
    public const int MaxSide = 65535;

    /// <summary>Largest width × height in pixels that a decoder accepts unless told otherwise (100 megapixels).</summary>
    public const long DefaultMaxPixels = 100_000_000;
}
