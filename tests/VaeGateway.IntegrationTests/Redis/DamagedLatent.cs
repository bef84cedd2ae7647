using VaeGateway.Gateway.LatentStore;

namespace VaeGateway.IntegrationTests.Redis;

/// <summary>Damages a latent inside an entry whose own checksum is right, as a fault before the store would.</summary>
internal static class DamagedLatent
{
    /// <param name="entry">The entry as Redis holds it.</param>
    /// <param name="position">Where to flip a bit: 0 the first byte, just below 1 the last.</param>
    public static byte[] In(byte[] entry, double position)
    {
        Assert.True(StoredEntryFormat.TryRead(entry, out var stored));
        var response = Assert.IsType<StoredResponse>(stored);
        var body = (byte[])response.Body.Clone();
        body[(int)(body.Length * position)] ^= 0x40;
        return StoredEntryFormat.Write(response with { Body = body });
    }
}
