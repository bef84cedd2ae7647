using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VaeGateway.Gateway.Configuration;
using VaeGateway.Gateway.Delivery;
using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.Origin;

namespace VaeGateway.Gateway.Tests.Configuration;

public sealed class OptionsExtensionsTests
{
    [Fact]
    public void All_faults_of_all_sections_come_at_once()
    {
        var faults = Faults(
            ("VaeGateway:Encoding:Quality", "99"),
            ("VaeGateway:Encoding:MinPsnr", "-1"),
            ("VaeGateway:Encoding:Qualty", "9"),
            ("VaeGateway:Delivery:WebPQuality", "much"),
            ("VaeGateway:Origin:Address", "ftp://a"));

        Assert.Equal(5, faults.Count);
        Assert.Contains(faults, fault => fault.StartsWith("VaeGateway:Encoding:Quality (--quality): ", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("VaeGateway:Encoding:MinPsnr: ", StringComparison.Ordinal));
        Assert.Contains("VaeGateway:Encoding:Qualty: no such setting.", faults);
        Assert.Contains(faults, fault => fault.Contains("'much'", StringComparison.Ordinal) && fault.Contains("VaeGateway:Delivery:WebPQuality", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("VaeGateway:Origin:Address (--origin): ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://127.0.0.1:9000", true)]
    [InlineData("https://example.org/base/", true)]
    [InlineData("example.org", false)]
    [InlineData("/path", false)]
    [InlineData("http://a/?q", false)]
    public void The_origin_must_be_an_address(string address, bool isGood) =>
        Assert.Equal(isGood, Faults(("VaeGateway:Origin:Address", address)).Count == 0);

    private static IReadOnlyList<string> Faults(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddValidatedOptions<EncodingOptions>("Encoding")
            .AddValidatedOptions<DeliveryOptions>("Delivery")
            .AddValidatedOptions<OriginOptions>("Origin")
            .BuildServiceProvider();
        return services.FindConfigurationFaults();
    }
}
