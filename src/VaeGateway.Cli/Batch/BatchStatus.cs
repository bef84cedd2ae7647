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

    /// <summary>Converted, but not written: the result is larger than what it was made of, and was to be smaller.</summary>
    Withheld,

    /// <summary>Damaged, unreadable, or its output can't be written.</summary>
    Failed,
}
