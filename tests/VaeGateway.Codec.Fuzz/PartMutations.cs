namespace VaeGateway.Codec.Fuzz;

/// <summary>Changes of a container's fields and chunks; the checksums are made to fit afterwards.</summary>
internal static class PartMutations
{
    private static readonly ulong[] Extremes =
    [
        0, 1, 2, 15, 16, 17, 63, 64, 65, 127, 128, 255, 256, 4095, 4096, 16383, 16384, 65534, 65535, 65536, 1 << 20, int.MaxValue - 4, int.MaxValue - 1,
        int.MaxValue, 1ul << 31, uint.MaxValue, 1ul << 32, (1ul << 35) - 1, 1ul << 35, ulong.MaxValue,
    ];

    private static readonly Action<ContainerParts, Random, Func<byte[]>>[] All =
    [
        (parts, random, spare) => Resize(parts, random, Number(random), parts.Height, spare),
        (parts, random, spare) => Resize(parts, random, parts.Width, Number(random), spare),
        (parts, random, spare) => Resize(parts, random, (ulong)random.Next(1, 600), (ulong)random.Next(1, 600), spare),
        (parts, random, _) => parts.Quality = (byte)(random.Next(4) == 0 ? random.Next(256) : random.Next(64)),
        (parts, random, _) => parts.Flags = (byte)(random.Next(4) == 0 ? random.Next(256) : 0),
        (parts, random, spare) => Partition(parts, random, Number(random), parts.Groups, spare),
        (parts, random, spare) => Partition(parts, random, (ulong)random.Next(1, 20), (byte)random.Next(1, 17), spare),
        (parts, random, spare) => Partition(parts, random, parts.BandRows, (byte)random.Next(256), spare),
        (parts, random, _) => parts.Fingerprint = random.Next(8) == 0 ? (uint)random.Next() : parts.Fingerprint,
        (parts, random, _) => parts.VarintWaste = random.Next(6),
        (parts, random, _) => Lie(parts, random),
        (parts, random, _) => Swap(parts, random),
        (parts, random, spare) => Replace(parts, random, spare()),
        (parts, random, _) => Damage(parts, random),
    ];

    public static void Apply(ContainerParts parts, Random random, Func<byte[]> spare) => All[random.Next(All.Length)](parts, random, spare);

    private static ulong Number(Random random) => Extremes[random.Next(Extremes.Length)];

    private static void Resize(ContainerParts parts, Random random, ulong width, ulong height, Func<byte[]> spare)
    {
        (parts.Width, parts.Height) = (width, height);
        FitMostly(parts, random, spare);
    }

    private static void Partition(ContainerParts parts, Random random, ulong bandRows, byte groups, Func<byte[]> spare)
    {
        (parts.BandRows, parts.Groups) = (bandRows, groups);
        FitMostly(parts, random, spare);
    }

    private static void FitMostly(ContainerParts parts, Random random, Func<byte[]> spare)
    {
        if (random.Next(4) > 0)
        {
            parts.FitCount(spare);
        }
    }

    /// <summary>A length that is not the chunk's.</summary>
    private static void Lie(ContainerParts parts, Random random)
    {
        if (parts.Lengths.Count > 0)
        {
            var index = random.Next(parts.Lengths.Count);
            parts.Lengths[index] = random.Next(2) == 0 ? Number(random) : parts.Lengths[index] + (ulong)random.Next(1, 9);
        }
    }

    private static void Swap(ContainerParts parts, Random random)
    {
        var (a, b) = (random.Next(parts.Chunks.Count), random.Next(parts.Chunks.Count));
        (parts.Chunks[a], parts.Chunks[b]) = (parts.Chunks[b], parts.Chunks[a]);
        parts.FitLengths();
    }

    private static void Replace(ContainerParts parts, Random random, byte[] chunk)
    {
        parts.Chunks[random.Next(parts.Chunks.Count)] = chunk;
        parts.FitLengths();
    }

    /// <summary>Bytes of a chunk changed or cut, its checksum right: what the range decoder must bear.</summary>
    private static void Damage(ContainerParts parts, Random random)
    {
        var index = random.Next(parts.Chunks.Count);
        parts.Chunks[index] = ByteMutations.Apply(parts.Chunks[index], parts.Chunks[random.Next(parts.Chunks.Count)], random);
        parts.FitLengths();
    }
}
