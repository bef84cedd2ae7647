using System.Globalization;
using VaeGateway.Codec.Onnx;
using VaeGateway.Codec.Tests;
using Xunit.Abstractions;

namespace VaeGateway.Codec.Fuzz;

/// <summary>
/// Hostile containers. FUZZ_SECONDS says how long (60), FUZZ_START the number of the first case (1; a number always gives the same case), FUZZ_CASES how
/// many at most.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    /// <summary>More would make few large cases of many small ones.</summary>
    private const long SyntheticMaxPixels = 2_000_000;

    private const long TrainedMaxPixels = 200_000;

    /// <summary>Part of the time that goes to the trained networks, which are slow and see nothing that was not checked before.</summary>
    private const double TrainedShare = 0.25;

    [Fact]
    public async Task Hostile_containers_are_read_or_refused()
    {
        var model = new SyntheticModel();
        await RunAsync("synthetic", [.. Corpus.Synthetic(model), .. Corpus.Files(Corpus.SavedFolder)], new Target(model, SyntheticMaxPixels), 1 - TrainedShare);
    }

    [Fact]
    public async Task Hostile_containers_are_drawn_by_trained_networks_or_refused()
    {
        // Not disposed while it may be in use: a case that hangs goes on.
        var model = OnnxLatentModel.Load(ModelSearch.Above(AppContext.BaseDirectory)[0]);
        await RunAsync("trained", Corpus.Trained(model), new Target(model, TrainedMaxPixels), TrainedShare);
        model.Dispose();
    }

    [Fact]
    public void Whole_containers_are_whole_after_being_taken_apart_and_written_again() =>
        Assert.All(Corpus.Synthetic(new SyntheticModel()), container => Assert.Equal(container, ContainerParts.Of(container).Write()));

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private async Task RunAsync(string name, List<byte[]> corpus, Target target, double share)
    {
        corpus.ForEach(target.Check);
        var time = TimeSpan.FromSeconds(Setting("FUZZ_SECONDS", 60) * share);
        var report = await new FuzzRun(name, new Mutator(corpus), target).RunAsync(time, Setting("FUZZ_START", 1), Setting("FUZZ_CASES", int.MaxValue));
        output.WriteLine(report);
    }
}
