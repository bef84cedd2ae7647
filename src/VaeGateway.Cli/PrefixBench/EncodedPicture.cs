using VaeGateway.Codec;
using VaeGateway.Codec.Container;

namespace VaeGateway.Cli.PrefixBench;

/// <summary>A picture and its latent, with the places of the chunks.</summary>
internal sealed class EncodedPicture
{
    public EncodedPicture(string name, RgbImage original, byte[] container)
    {
        (Name, Original, Container) = (name, original, container);
        (Header, var offset) = ContainerReader.ReadHeader(container, InputFile.Limits.MaxPixels);
        Chunks = [.. ContainerReader.FindChunks(container, Header, offset).Select(chunk => chunk!.Value.GetOffsetAndLength(container.Length))];
    }

    /// <summary>File name of the original.</summary>
    public string Name { get; }

    public RgbImage Original { get; }

    public byte[] Container { get; }

    public ContainerHeader Header { get; }

    /// <summary>The hyper-latent's chunk, then those of the residual, without their checksums.</summary>
    public IReadOnlyList<(int Offset, int Length)> Chunks { get; }

    /// <summary>How many bytes bring the first chunks.</summary>
    public int BytesOf(int chunks) => Chunks[chunks - 1].Offset + Chunks[chunks - 1].Length + ContainerHeader.ChecksumBytes;

    /// <summary>How many chunks a number of bytes brings.</summary>
    public int ChunksIn(int bytes) => Enumerable.Range(1, Chunks.Count).TakeWhile(chunks => BytesOf(chunks) <= bytes).Count();
}
