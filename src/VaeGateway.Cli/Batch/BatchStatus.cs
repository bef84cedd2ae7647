namespace VaeGateway.Cli.Batch;

/// <summary>What became of one file of a run.</summary>
internal enum BatchStatus
{
    /// <summary>Converted.</summary>
    Done,

    /// <summary>Its output was there already, and was to be kept.</summary>
    Kept,

    /// <summary>Sound, but of a kind that can't be converted: animated, transparent, a vector image.</summary>
    Skipped,

    /// <summary>Damaged, unreadable, or its output can't be written.</summary>
    Failed,
}
