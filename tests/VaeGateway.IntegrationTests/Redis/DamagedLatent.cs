using VaeGateway.Gateway.LatentStore;

namespace VaeGateway.IntegrationTests.Redis;

/// <summary>Damages a latent inside an entry whose own checksum is right, as a fault before the store would.</summary>
internal static class DamagedLatent
{
    /// <param name="entry">The entry as Redis holds it.</param>
    /// <param name="position">Where to flip a bit: 0 the first byte, just below 1 the last.</param>
    public static byte[] In(byte[] entry, double position)
    {
        Assert.True(StoredImageFormat.TryRead(entry, out var image));
        var payload = (byte[])image.Payload.Clone();
        payload[(int)(payload.Length * position)] ^= 0x40;
        return StoredImageFormat.Write(image with { Payload = payload });
    }
}
