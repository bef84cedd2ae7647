using Xunit.Abstractions;

namespace VaeGateway.Imaging.Tests;

/// <summary>CIE 1976 colour differences of a picture's conversion. About 2.3 is just noticeable.</summary>
internal sealed class ColourDifferences(IEnumerable<(double[] Expected, double[] Actual)> labs)
{
    private readonly List<double> _all = [.. labs.Select(pair => Math.Sqrt(pair.Expected.Zip(pair.Actual, (x, y) => (x - y) * (x - y)).Sum()))];

    public void AssertBelow(double most, double mean, int leastCount, ITestOutputHelper output)
    {
        output.WriteLine($"{_all.Count} colours, at most {_all.Max():F2}, mean {_all.Average():F2}");
        Assert.True(_all.Count >= leastCount, $"{_all.Count} colours");
        Assert.True(_all.Max() < most && _all.Average() < mean, $"at most {_all.Max():F2}, mean {_all.Average():F2}");
    }
}
