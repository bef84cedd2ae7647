using VaeGateway.Cli.RateDistortion;

namespace VaeGateway.Cli.QualityBench;

/// <summary>Whether one number of one image climbs with quality.</summary>
/// <param name="FlatSteps">The steps that don't climb, from coarse to fine.</param>
internal sealed record Climb(IReadOnlyList<FlatStep> FlatSteps)
{
    /// <summary>Whether every step goes up.</summary>
    public bool IsStrict => FlatSteps.Count == 0;

    /// <summary>Whether no step goes down.</summary>
    public bool IsWeak => Falls == 0;

    /// <summary>Number of steps that go down.</summary>
    public int Falls => FlatSteps.Count(step => step.IsFall);

    /// <summary>Number of steps that stand still.</summary>
    public int Stands => FlatSteps.Count - Falls;

    /// <summary>Looks at one number of an image's measurements.</summary>
    /// <param name="measurements">Measurements of one image with one codec, in any order.</param>
    /// <param name="numberOf">The number.</param>
    public static Climb Of(IEnumerable<Measurement> measurements, Func<Measurement, double> numberOf)
    {
        var scale = measurements.OrderBy(measured => measured.Quality).ToList();
        return new Climb([.. scale.Zip(scale.Skip(1))
            .Select(step => new FlatStep(
                step.First.Image, step.First.Quality, step.Second.Quality, numberOf(step.First), numberOf(step.Second)))
            .Where(step => !(step.To > step.From))]);
    }
}
