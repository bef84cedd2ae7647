namespace VaeGateway.Cli.Batch;

/// <summary>Writes results so that an interrupted run leaves whole files only.</summary>
internal static class OutputFile
{
    public static void Write(FileInfo file, byte[] bytes)
    {
        file.Directory!.Create();
        if (IsToBeKept(file))
        {
            File.WriteAllBytes(file.FullName, bytes);
            return;
        }

        var unfinished = Path.Combine(file.DirectoryName!, $".{file.Name}.{Environment.ProcessId}.part");
        try
        {
            File.WriteAllBytes(unfinished, bytes);
            File.Move(unfinished, file.FullName, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>A link or a device (whose length is 0), such as /dev/stdout, is written through, not replaced.</summary>
    private static bool IsToBeKept(FileInfo file) => file.Exists && (file.LinkTarget is not null || file.Length == 0);
}
