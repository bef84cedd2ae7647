using System.Net;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Redis;

/// <summary>Entries that were damaged in Redis: the client gets the picture all the same, and a good entry takes the bad one's place.</summary>
public sealed class DamagedEntryTests(RedisSite site) : IClassFixture<RedisSite>
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public async Task An_entry_with_a_flipped_byte_is_a_miss(double position)
    {
        var path = $"/entry-{position}.png";
        await StoreThenDamageAsync(path, entry => Flip(entry, position));
        await AssertHealsAsync(path, "image/webp");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    public async Task An_entry_that_was_cut_short_is_a_miss(int length)
    {
        var path = $"/short-{length}.png";
        await StoreThenDamageAsync(path, entry => entry[..length]);
        await AssertHealsAsync(path, "image/webp");
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.02)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public async Task A_latent_with_a_flipped_byte_in_a_sound_entry_is_dropped(double position)
    {
        var path = $"/latent-{position}.png";
        await StoreThenDamageAsync(path, entry => DamagedLatent.In(entry, position));
        await AssertHealsAsync(path, "image/webp");
    }

    private static byte[] Flip(byte[] bytes, double position)
    {
        bytes[(int)(bytes.Length * position)] ^= 0x40;
        return bytes;
    }

    private async Task StoreThenDamageAsync(string path, Func<byte[], byte[]> damage)
    {
        await site.Redis.ClearAsync();
        site.Origin.Serve(path, Photo.Png(80), "image/png");
        await site.Client.GetHitAsync(path, site.Gateway.AcceptLatent);
        Assert.NotEqual(0, await site.Redis.RewriteAllAsync(damage));
    }

    private async Task AssertHealsAsync(string path, string accept)
    {
        var reply = await site.Client.GetAsync(path, accept);
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(Photo.Png(80), reply.Body);

        var healed = await site.Client.GetHitAsync(path, accept);
        Assert.Equal(accept, healed.ContentType);
        Assert.True(Pixels.Psnr(Photo.Create(80), Pixels.Of(healed.Body)) > 25);
        site.Gateway.AssertAlive();
    }
}
