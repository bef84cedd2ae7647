using VaeGateway.Imaging;

namespace VaeGateway.Cli;

/// <summary>Reads files whole, with faults that name the file.</summary>
internal static class InputFile
{
    // A user's own files on a user's own machine: the server's tighter limits do not apply.
    private const long MaxPixels = 500_000_000;

    public static ImageLimits Limits { get; } = new() { MaxBytes = int.MaxValue, MaxPixels = MaxPixels };

    public static byte[] Read(FileInfo file)
    {
        if (!file.Exists)
        {
            throw new BadInputException($"{file} does not exist; check the path.");
        }

        return File.ReadAllBytes(file.FullName);
    }

    /// <summary>Runs a step on a file's bytes; faults of the bytes name the file.</summary>
    public static T Parse<T>(FileInfo file, Func<byte[], T> parse)
    {
        var bytes = Read(file);
        try
        {
            return parse(bytes);
        }
        catch (Exception e) when (e is InvalidImageException or Codec.InvalidLatentException)
        {
            throw new BadInputException($"{file}: {e.Message}");
        }
    }
}
