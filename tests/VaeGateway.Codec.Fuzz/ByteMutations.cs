namespace VaeGateway.Codec.Fuzz;

/// <summary>Changes of bytes that know nothing of what they mean.</summary>
internal static class ByteMutations
{
    /// <param name="bytes">What is changed, in a copy.</param>
    /// <param name="other">What may be spliced into it.</param>
    /// <param name="random">Chooses.</param>
    public static byte[] Apply(byte[] bytes, byte[] other, Random random)
    {
        if (bytes.Length == 0)
        {
            return other;
        }

        // Half of the changes hit the first bytes, where a container has its header.
        var at = random.Next(random.Next(2) == 0 ? bytes.Length : Math.Min(bytes.Length, 40));
        var length = random.Next(1, Math.Min(bytes.Length - at, 64) + 1);
        var changed = (byte[])bytes.Clone();
        switch (random.Next(7))
        {
            case 0:
                for (var i = random.Next(1, 9); i > 0; i--)
                {
                    changed[random.Next(2) == 0 ? at : random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
                }

                return changed;
            case 1:
                return bytes[..at];
            case 2:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 3:
                return [.. bytes[..at], .. bytes[at..(at + length)], .. bytes[at..]];
            case 4:
                changed.AsSpan(at, length).Fill(random.Next(2) == 0 ? (byte)0 : byte.MaxValue);
                return changed;
            case 5:
                random.NextBytes(changed.AsSpan(at, length));
                return changed;
            default:
                return [.. bytes[..at], .. other[Math.Min(other.Length, random.Next(2) == 0 ? at : random.Next(other.Length + 1))..]];
        }
    }
}
