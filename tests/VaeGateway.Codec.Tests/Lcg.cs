namespace VaeGateway.Codec.Tests;

/// <summary>A linear congruential generator that any language can repeat: x' = 1103515245 x + 12345 mod 2^31.</summary>
internal sealed class Lcg(uint state)
{
    private uint _state = state;

    /// <returns>A number from <paramref name="low"/> up to, not including, <paramref name="high"/>.</returns>
    public int Next(int low, int high)
    {
        _state = ((_state * 1103515245u) + 12345u) & 0x7FFFFFFF;
        return low + (int)((_state >> 8) % (uint)(high - low));
    }
}
