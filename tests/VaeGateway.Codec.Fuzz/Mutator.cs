namespace VaeGateway.Codec.Fuzz;

/// <summary>Makes hostile containers of whole ones. A case's number and the corpus give the case.</summary>
internal sealed class Mutator(IReadOnlyList<byte[]> corpus)
{
    private const int MostBytes = 200_000;

    private readonly ContainerParts?[] _parts = new ContainerParts?[corpus.Count];

    public byte[] Create(int number)
    {
        var random = new Random(number);
        var bytes = corpus[random.Next(corpus.Count)];
        if (random.Next(4) > 0 && TakeApart(bytes) is { } parts)
        {
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                PartMutations.Apply(parts, random, () => SpareChunk(random));
            }

            bytes = parts.Write();
        }

        // What is left as it is checks that the checksums' repair is right: it must decode.
        for (var i = random.Next(3); i > 0; i--)
        {
            bytes = ByteMutations.Apply(bytes, corpus[random.Next(corpus.Count)], random);
        }

        return bytes.Length <= MostBytes ? bytes : bytes[..MostBytes];
    }

    private static ContainerParts? TakeApart(byte[] bytes)
    {
        try
        {
            return ContainerParts.Of(bytes);
        }
        catch (Exception e) when (e is InvalidLatentException or InvalidOperationException)
        {
            // A saved case that is no whole container: it is mutated as bytes.
            return null;
        }
    }

    /// <summary>A chunk of another container, of nothing, or of noise, zeros or ones: what carries the range decoder to its edges.</summary>
    private byte[] SpareChunk(Random random)
    {
        switch (random.Next(5))
        {
            case 0:
                return [];
            case 1:
                var noise = new byte[random.Next(1, 64)];
                random.NextBytes(noise);
                return noise;
            case 2:
                var same = new byte[random.Next(1, 64)];
                Array.Fill(same, random.Next(2) == 0 ? (byte)0 : byte.MaxValue);
                return same;
            default:
                var index = random.Next(corpus.Count);
                var parts = _parts[index] ??= TakeApart(corpus[index]);
                return parts is null ? [] : parts.Chunks[random.Next(parts.Chunks.Count)];
        }
    }
}
