using VaeGateway.Gateway.Origin;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Sites;

/// <summary>What is wrong is said before the gateway listens, all at once.</summary>
public sealed class BadConfigurationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bad").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("""{"VaeGateway": {"Sites": {"a": {"Hosts": ["x y"], "Origin": "http://a"}}, "Encoding": {"Quality": 77}}}""", "VaeGateway:Sites:a:Hosts", "VaeGateway:Encoding:Quality")]
    [InlineData("""{"ReverseProxy": {"Routes": {"r": {"ClusterId": "c", "Match": {"Path": "/{"}}}, "Clusters": {"c": {"LoadBalancingPolicy": "Dice"}}}}""", "Invalid path '/{' for route 'r'", "No matching ILoadBalancingPolicy")]
    [InlineData("""{"VaeGateway": """, "(--config): ")]
    [InlineData("""{"VaeGateway": {"Delivery": {"Decoder": "Measured"}, "Origin": {"Address": "http://a"}}}""", "VaeGateway:Delivery:Decoder: it is Full or Light.")]
    [InlineData("{}", "(--origin): say which site to stand in front of")]
    public async Task Every_fault_is_named(string json, params string[] faults)
    {
        var file = Path.Combine(_folder, "gateway.json");
        await File.WriteAllTextAsync(file, json);

        await AssertRefusedAsync(file, faults);
    }

    [Fact]
    public Task A_file_that_is_not_there_is_named() => AssertRefusedAsync(Path.Combine(_folder, "none.json"), "none.json (--config): ");

    private static async Task AssertRefusedAsync(string file, params string[] faults)
    {
        await using var gateway = new ChildProcess(
            "dotnet", "exec", typeof(OriginOptions).Assembly.Location, "--urls", FreePort.NextAddress().AbsoluteUri, "--model", Repository.Model, "--config", file);

        Assert.Equal(2, await gateway.WaitForExitAsync(TimeSpan.FromSeconds(30)));
        Assert.All(faults, fault => Assert.Contains(fault, gateway.Output, StringComparison.Ordinal));
    }
}
