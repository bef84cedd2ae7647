using VaeGateway.Codec;

namespace VaeGateway.Cli.Pictures;

/// <summary>A file and the pixels that it stands for.</summary>
/// <param name="File">The file, as the user named it.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Image">Its pixels.</param>
/// <param name="Quality">Quality of a latent; null for an image file.</param>
/// <param name="LostChunks">Chunks of a latent that were cut off or damaged, and guessed.</param>
internal sealed record PictureFile(FileInfo File, long Bytes, RgbImage Image, int? Quality = null, int LostChunks = 0)
{
    /// <summary>Bits of the file over width × height.</summary>
    public double BitsPerPixel => 8.0 * Bytes / ((long)Image.Width * Image.Height);
}
