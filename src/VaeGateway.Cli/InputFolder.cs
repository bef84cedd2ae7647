namespace VaeGateway.Cli;

/// <summary>Finds the images of a folder.</summary>
internal static class InputFolder
{
    /// <summary>The image files directly in a folder, by name.</summary>
    /// <exception cref="BadInputException">There is no such folder, or no image in it.</exception>
    public static IReadOnlyList<FileInfo> Images(DirectoryInfo folder)
    {
        if (!folder.Exists)
        {
            throw new BadInputException($"{folder} does not exist; give a folder of images with --images.");
        }

        var files = folder.GetFiles().Where(IsImage).OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new BadInputException($"{folder} holds no .png, .jpg, .webp, .avif or .tif file.");
    }

    private static bool IsImage(FileInfo file) =>
        file.Extension.ToUpperInvariant() is ".PNG" or ".JPG" or ".JPEG" or ".WEBP" or ".AVIF" or ".TIF" or ".TIFF";
}
