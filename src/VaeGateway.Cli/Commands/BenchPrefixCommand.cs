using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using VaeGateway.Cli.PrefixBench;
using VaeGateway.Codec;

namespace VaeGateway.Cli.Commands;

/// <summary><c>vaegw bench prefix</c>: latents that have not all arrived, and damaged ones.</summary>
internal static class BenchPrefixCommand
{
    private static readonly int[] DefaultQualities = [9, 27, 40];

    private static readonly string Teaching = $"""
        Encodes every image and decodes what has come of it after each {ArrivalMeasure.StepPercent}% of the bytes, and where header and hyper-latent
        end. Then flips one byte in each residual chunk in turn and measures the picture within the chunk's rows, outside of
        them, and how far from them it changes. A step at which PSNR falls is a finding, not a fault: the exit code stays 0.

        Writes prefix.csv and damage.csv (every measurement), prefix.png, and README.md with the means, date, commit and machine.

        Examples:
          vaegw bench prefix --images kodak --out results
          vaegw bench prefix --images kodak --out results --qualities 20,40,60 --jobs 8
        """;

    public static Command Create()
    {
        var images = new Option<DirectoryInfo>("--images") { Description = "Folder of images.", HelpName = "DIR", Required = true };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder for the results.", HelpName = "DIR", Required = true };
        var qualities = new Option<IReadOnlyList<int>>("--qualities")
        {
            Description = $"Qualities to encode at, comma-separated. Unless given: {string.Join(',', DefaultQualities)}.",
            HelpName = "Q,...",
            CustomParser = Parse,
            DefaultValueFactory = _ => DefaultQualities,
        };
        var jobs = JobsOption.Create();
        var model = ModelOption.Create();
        var command = new TaughtCommand("prefix", "Measures latents cut short and damaged.", Teaching) { images, output, qualities, jobs, model };
        command.SetAction((parsed, cancellation) =>
        {
            var request = new PrefixRequest(
                parsed.GetRequiredValue(images),
                parsed.GetRequiredValue(output),
                parsed.GetRequiredValue(qualities),
                parsed.GetValue(jobs),
                parsed.GetValue(model));
            return Task.Run(() => PrefixRun.Run(request, parsed.InvocationConfiguration, cancellation), CancellationToken.None);
        });
        return command;
    }

    private static List<int> Parse(ArgumentResult result)
    {
        var words = result.Tokens[0].Value.Split(',');
        List<int> qualities = [.. words.Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var quality) ? quality : -1).Distinct()];
        if (qualities.All(quality => quality is >= QualityScale.Min and <= QualityScale.Max))
        {
            return qualities;
        }

        result.AddError($"--qualities '{result.Tokens[0].Value}' can't be read; write numbers of {QualityScale.Min} to {QualityScale.Max} such as 9,27,40.");
        return [];
    }
}
