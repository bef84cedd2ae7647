using System.Text.Json;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Telemetry;

/// <summary>The log of requests, where it is switched on.</summary>
public sealed class AccessLogTests
{
    [Fact]
    public async Task Each_request_is_a_line_of_json_with_its_values_by_name()
    {
        await using var origin = await TestOrigin.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync(
            origin.Address, "--VaeGateway:Telemetry:AccessLog", "true", "--Logging:Console:FormatterName", "json");
        origin.Serve("/page.html", "a page"u8.ToArray(), "text/html");
        await gateway.Client.GetAsync("/page.html?secret=1");
        await gateway.Client.GetAsync("/page.html?secret=1");

        var lines = await Eventually.GetAsync(() => Task.FromResult(LinesOf("/page.html", gateway.Log)), lines => lines.Count == 2);

        Assert.Equal(("GET", "200", "6"), (Value(lines[1], "Method"), Value(lines[1], "Status"), Value(lines[1], "Bytes")));
        Assert.StartsWith("VaeGateway; fwd=uri-miss; stored", Value(lines[0], "CacheStatus"), StringComparison.Ordinal);
        Assert.StartsWith("VaeGateway; hit; ttl=", Value(lines[1], "CacheStatus"), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", gateway.Log, StringComparison.Ordinal);
    }

    private static List<JsonElement> LinesOf(string path, string log) =>
        [.. log.Split('\n').Where(line => line.Contains(".AccessLog\"", StringComparison.Ordinal))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("State"))
            .Where(state => Value(state, "Path") == path)];

    private static string Value(JsonElement state, string name) => state.GetProperty(name).ToString();
}
