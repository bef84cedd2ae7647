using System.Text.Json;
using VaeGateway.Codec.Container;

namespace VaeGateway.Codec.Tests.Container;

/// <summary>What a golden container holds, in JSON beside it, so that decoders in other languages read the same bytes to the same symbols.</summary>
internal sealed record GoldenSymbols(
    int Width,
    int Height,
    int Quality,
    uint Fingerprint,
    int BandRows,
    int Groups,
    IReadOnlyList<int> ChunkLengths,
    int[] HyperLatent,
    int[] ScaleIndex,
    int[] Residual)
{
    public static GoldenSymbols Of(LatentSymbols symbols, ContainerHeader header) => new(
        symbols.Geometry.Width,
        symbols.Geometry.Height,
        symbols.Quality,
        header.Fingerprint,
        header.Partition.BandRows,
        header.Partition.Groups,
        header.ChunkLengths,
        [.. symbols.HyperLatent],
        [.. symbols.ScaleIndex],
        [.. symbols.Residual]);

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web) + "\n";
}
