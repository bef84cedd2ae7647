using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Telemetry;

/// <summary>What a gateway tells Prometheus.</summary>
internal sealed partial class Scrape
{
    private readonly List<(string Name, string Labels, double Value)> _samples = [];

    /// <summary>Names of the series.</summary>
    public IReadOnlySet<string> Names => _samples.Select(sample => sample.Name).ToHashSet();

    public static async Task<Scrape> OfAsync(GatewayProcess gateway)
    {
        var scrape = new Scrape();
        var text = Encoding.UTF8.GetString((await gateway.Client.GetAsync("/metrics")).Body);
        foreach (Match match in Sample().Matches(text))
        {
            scrape._samples.Add((match.Groups["name"].Value, match.Groups["labels"].Value, double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture)));
        }

        return scrape;
    }

    /// <summary>The sum of the series of this name that have all these labels, such as <c>outcome="miss"</c>.</summary>
    public double Sum(string name, params string[] labels) =>
        _samples.Where(sample => sample.Name == name && labels.All(sample.Labels.Contains)).Sum(sample => sample.Value);

    public override string ToString() => string.Join('\n', _samples.Where(sample => sample.Name.StartsWith("vaegateway", StringComparison.Ordinal)));

    [GeneratedRegex(@"^(?<name>[a-z_]+)(\{(?<labels>.*)\})? (?<value>[-+0-9.eE]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();
}
