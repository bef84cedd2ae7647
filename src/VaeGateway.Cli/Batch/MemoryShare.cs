namespace VaeGateway.Cli.Batch;

/// <summary>Keeps the images that are worked on at a time within the machine's memory: big ones wait for each other.</summary>
internal sealed class MemoryShare
{
    // Measured: 170 bytes/pixel in either direction for a picture of 12 megapixels; and a reserve.
    private const long BytesPerPixel = 200;

    private const double UsableShare = 0.8;
    private const double Gigabyte = 1e9;

    private readonly object _changed = new();
    private readonly long _total;
    private long _free;

    /// <summary>Shares out a memory.</summary>
    /// <param name="bytes">What this process may take.</param>
    public MemoryShare(long bytes)
    {
        _total = (long)(UsableShare * bytes);
        _free = _total;
    }

    /// <summary>The memory that the machine, or a container's limit, leaves to this process.</summary>
    public static MemoryShare OfMachine() => new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>Runs work on an image once the memory for it is free.</summary>
    /// <param name="pixels">Width × height.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="BadInputException">There will never be enough.</exception>
    public T With<T>(long pixels, Func<T> work)
    {
        var bytes = BytesPerPixel * pixels;
        if (bytes > _total)
        {
            throw new BadInputException(
                $"{pixels} pixels would take about {bytes / Gigabyte:F0} GB of memory, of which {_total / Gigabyte:F0} are there.");
        }

        Take(bytes);
        try
        {
            return work();
        }
        finally
        {
            Give(bytes);
        }
    }

    private void Take(long bytes)
    {
        lock (_changed)
        {
            while (_free < bytes)
            {
                Monitor.Wait(_changed);
            }

            _free -= bytes;
        }
    }

    private void Give(long bytes)
    {
        lock (_changed)
        {
            _free += bytes;
            Monitor.PulseAll(_changed);
        }
    }
}
