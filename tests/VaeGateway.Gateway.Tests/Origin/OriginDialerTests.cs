using System.Net;
using VaeGateway.Gateway.Origin;

namespace VaeGateway.Gateway.Tests.Origin;

public sealed class OriginDialerTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("1.1.1.1", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.32.0.0", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("100.128.0.0", true)]
    [InlineData("223.255.255.255", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("2a00:1450:4001::1", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.0.0.170", false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("192.88.99.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("198.19.255.255", false)]
    [InlineData("198.51.100.1", false)]
    [InlineData("203.0.113.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("240.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::7f00:1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("64:ff9b:1::1", false)]
    [InlineData("100::1", false)]
    [InlineData("2001::1", false)]
    [InlineData("2001:10::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("3fff::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd12:3456::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    public void Public_addresses_are_told_from_special_ones(string address, bool isPublic) => Assert.Equal(isPublic, AddressRanges.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("10.0.0.7")]
    public async Task A_literal_address_is_meant(string address) =>
        Assert.Equal([IPAddress.Parse(address)], await Dialer("8.8.8.8").FindAsync(address, allowsPrivate: false, CancellationToken.None));

    [Fact]
    public async Task Of_mixed_addresses_only_public_ones_are_dialled() =>
        Assert.Equal([IPAddress.Parse("8.8.8.8")], await Dialer("10.0.0.1", "8.8.8.8").FindAsync("mixed.example", allowsPrivate: false, CancellationToken.None));

    [Theory]
    [InlineData("inside.example", true)]
    [InlineData("localhost", false)]
    public async Task What_is_meant_to_be_private_is_dialled(string host, bool allowsPrivate) =>
        Assert.Single(await Dialer("127.0.0.1").FindAsync(host, allowsPrivate, CancellationToken.None));

    [Fact]
    public async Task A_name_that_turns_to_the_inside_is_refused_from_then_on()
    {
        var answers = new Queue<string>(["8.8.8.8", "169.254.169.254"]);
        var dialer = new OriginDialer((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(answers.Dequeue())]));

        Assert.Single(await dialer.FindAsync("turncoat.example", allowsPrivate: false, CancellationToken.None));
        var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => dialer.FindAsync("turncoat.example", allowsPrivate: false, CancellationToken.None));

        Assert.Contains("turncoat.example leads to 169.254.169.254, which is not public", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("AllowPrivateAddresses", refusal.Message, StringComparison.Ordinal);
    }

    private static OriginDialer Dialer(params string[] addresses) => new((_, _) => Task.FromResult<IPAddress[]>([.. addresses.Select(IPAddress.Parse)]));
}
