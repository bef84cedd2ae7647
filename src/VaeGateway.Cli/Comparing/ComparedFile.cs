using VaeGateway.Cli.Pictures;

namespace VaeGateway.Cli.Comparing;

/// <summary>One of two compared files.</summary>
/// <param name="File">Its path.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="BitsPerPixel">Bits of the file over width × height.</param>
/// <param name="Quality">Quality of a latent; null for an image file.</param>
/// <param name="LostChunks">Chunks of a latent that were cut off or damaged, and guessed.</param>
internal sealed record ComparedFile(string File, long Bytes, int Width, int Height, double BitsPerPixel, int? Quality, int LostChunks)
{
    public static ComparedFile Of(PictureFile picture) => new(
        picture.File.ToString(),
        picture.Bytes,
        picture.Image.Width,
        picture.Image.Height,
        picture.BitsPerPixel,
        picture.Quality,
        picture.LostChunks);
}
