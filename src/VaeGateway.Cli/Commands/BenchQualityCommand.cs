using System.CommandLine;
using VaeGateway.Cli.QualityBench;

namespace VaeGateway.Cli.Commands;

/// <summary><c>vaegw bench quality</c>: every step of the quality scale, and whether each one climbs.</summary>
internal static class BenchQualityCommand
{
    private const string Teaching = """
        Encodes every image at each of the 64 qualities and decodes it again. A finer quality should take more bytes and give
        more PSNR; every step that does not is listed, by image. Such a step is a finding, not a fault: the exit code stays 0.
        An image that can't be read as still and opaque, or is below 176 pixels a side, is skipped, and a note says why.

        Writes quality.csv (every measurement) and quality.md (the means by quality, and the steps that don't climb).
        Images of 768 x 512 pixels take about 20 seconds each on one core.

        Examples:
          vaegw bench quality --images kodak --out results
          vaegw bench quality --images kodak --out results --jobs 8 --model models/vg9
          vaegw bench quality --images photographs --psnr-only
        """;

    public static Command Create()
    {
        var images = new Option<DirectoryInfo>("--images") { Description = "Folder of images, at least 176 pixels a side.", HelpName = "DIR", Required = true };
        var output = new Option<DirectoryInfo>("--out")
        {
            Description = "Folder for the results.",
            HelpName = "DIR",
            DefaultValueFactory = _ => new DirectoryInfo("."),
        };
        var jobs = JobsOption.Create();
        var model = ModelOption.Create();
        var psnrOnly = new Option<bool>("--psnr-only") { Description = "Leave out MS-SSIM and SSIMULACRA 2, which take half the time; NaN stands in their place." };
        var command = new TaughtCommand("quality", "Measures every step of the quality scale.", Teaching) { images, output, jobs, model, psnrOnly };
        command.SetAction((parsed, cancellation) =>
        {
            var request = new QualityRequest(
                parsed.GetRequiredValue(images), parsed.GetRequiredValue(output), parsed.GetValue(jobs), parsed.GetValue(model), parsed.GetValue(psnrOnly));
            return Task.Run(() => QualityRun.Run(request, parsed.InvocationConfiguration, cancellation), CancellationToken.None);
        });
        return command;
    }
}
