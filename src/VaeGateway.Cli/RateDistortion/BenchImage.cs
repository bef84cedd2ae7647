using VaeGateway.Codec;
using VaeGateway.Imaging;
using VaeGateway.Imaging.Metrics;

namespace VaeGateway.Cli.RateDistortion;

/// <summary>Reads images that can be measured.</summary>
internal static class BenchImage
{
    /// <exception cref="BadInputException">The file can't be read as still, opaque RGB, or is too small for MS-SSIM.</exception>
    public static RgbImage Read(FileInfo file)
    {
        var image = InputFile.Parse(file, bytes => ImageReader.Decode(bytes, InputFile.Limits));
        return Math.Min(image.Width, image.Height) >= MultiScaleStructuralSimilarity.MinSide
            ? image
            : throw new BadInputException(
                $"{file}: MS-SSIM needs at least {MultiScaleStructuralSimilarity.MinSide} pixels a side; take the image out of the folder.");
    }

    /// <summary>Drops the images that can't be measured, each with a note of the cause.</summary>
    /// <exception cref="BadInputException">None is left.</exception>
    public static IReadOnlyList<FileInfo> Measurable(IReadOnlyList<FileInfo> files, TextWriter notes)
    {
        var kept = new List<FileInfo>();
        foreach (var file in files)
        {
            try
            {
                Read(file);
                kept.Add(file);
            }
            catch (BadInputException e)
            {
                notes.WriteLine($"vaegw: skipped {e.Message}");
            }
        }

        return kept.Count > 0 ? kept : throw new BadInputException($"None of the {files.Count} images can be measured; the notes above say why.");
    }
}
