namespace VaeGateway.Cli.Batch;

/// <summary>What became of one file: a line of the table, an entry of the JSON.</summary>
/// <param name="File">How the run names it.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Note">Why it was not converted, or what is to be known of the result; null if nothing.</param>
internal sealed record BatchRow(string File, BatchStatus Status, string? Note = null)
{
    /// <summary>The file that was written, or kept; null if there is none.</summary>
    public string? Output { get; init; }

    /// <summary>Pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels.</summary>
    public int? Height { get; init; }

    /// <summary>Size of the file that was read.</summary>
    public long? BytesIn { get; init; }

    /// <summary>Size of the file that was written.</summary>
    public long? BytesOut { get; init; }

    /// <summary>Part of the bytes that was saved, per cent; negative where the output is larger than the input.</summary>
    public double? SavedPercent => BytesIn > 0 && BytesOut is { } bytes ? 100.0 * (BytesIn.Value - bytes) / BytesIn.Value : null;

    /// <summary>Quality of the latent, 0 to 63.</summary>
    public int? Quality { get; init; }

    /// <summary>Bits of the latent over width × height.</summary>
    public double? BitsPerPixel { get; init; }

    /// <summary>PSNR in dB of the latent, decoded again; null unless it was asked for.</summary>
    public double? Psnr { get; init; }

    /// <summary>Time that it took on its core.</summary>
    public double? Seconds { get; init; }

    /// <summary>A file that could not be converted though it should have been.</summary>
    public static BatchRow Failed(string file, string why) => new(file, BatchStatus.Failed, why.ReplaceLineEndings(" "));
}
