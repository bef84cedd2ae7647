namespace VaeGateway.Cli.Batch;

/// <summary>What a run does with each file. Safe for concurrent use.</summary>
internal interface IConversion
{
    /// <summary>"encoded" or "decoded".</summary>
    string Participle { get; }

    /// <summary>Reads the input, writes the output, tells of both.</summary>
    /// <exception cref="Imaging.InvalidImageException">The image can't be read.</exception>
    /// <exception cref="Codec.InvalidLatentException">The latent can't be decoded.</exception>
    BatchRow Convert(BatchItem item);
}
