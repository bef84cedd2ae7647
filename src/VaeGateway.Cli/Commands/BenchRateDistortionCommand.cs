using System.CommandLine;
using VaeGateway.Cli.RateDistortion;

namespace VaeGateway.Cli.Commands;

/// <summary><c>vaegw bench rd</c>: rate against distortion, for the learned codec and its peers.</summary>
internal static class BenchRateDistortionCommand
{
    private const int MinPoints = 4;
    private const int MaxPoints = 64;

    private const string Teaching = """
        Every image goes through every codec at a ladder of qualities. Rates are those of whole encoded files, in bits/pixel;
        fidelity is that of the same bytes decoded again, as PSNR (RGB) and MS-SSIM (luma) in dB, and SSIMULACRA 2. BD-rate compares
        whole curves: -20% means a fifth fewer bytes at equal fidelity. An image that can't be read as still and opaque, or is below
        176 pixels a side, is skipped, and a note says why.

        Writes rd.csv (every measurement), rd.json (curves, BD-rates, settings, machine), rd.png, rd-msssim.png, rd-ssimulacra2.png.
        AVIF takes seconds for each measurement. What the light decoder costs is the difference between two runs, one with --decoder
        light: its bytes are the same, its fidelity is lower.

        Examples:
          vaegw bench rd --images kodak --codecs vae,jpeg --out results
          vaegw bench rd --images kodak --codecs vae,jpeg,webp,avif --out results --jobs 8
          vaegw bench rd --images kodak --codecs vae,jpeg --out light --decoder light
        """;

    public static Command Create()
    {
        var images = new Option<DirectoryInfo>("--images") { Description = "Folder of images, at least 176 pixels a side.", HelpName = "DIR", Required = true };
        var codecs = CodecsOption.Create();
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder for the results.", HelpName = "DIR", Required = true };
        var points = new Option<int?>("--points") { Description = "Qualities for each codec, evenly spread (4 to 64). Unless given: 9 to 14, denser where it matters.", HelpName = "N" };
        points.Validators.Add(OptionRange.Between(points, MinPoints, MaxPoints));
        var jobs = JobsOption.Create();
        var decoder = DecoderOption.CreateForBench();
        var effort = EffortOption.Create();
        var model = ModelOption.Create();
        var command = new TaughtCommand("rd", "Measures rate against distortion, and plots it.", Teaching)
        {
            images, codecs, output, points, jobs, decoder, effort, model,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var request = new BenchRequest(
                parsed.GetRequiredValue(images),
                CodecsOption.Names(parsed.GetValue(codecs)),
                parsed.GetRequiredValue(output),
                parsed.GetValue(points),
                parsed.GetValue(jobs),
                parsed.GetValue(model),
                parsed.GetValue(decoder),
                parsed.GetValue(effort));
            return Task.Run(() => BenchRun.Run(request, parsed.InvocationConfiguration, cancellation), CancellationToken.None);
        });
        return command;
    }
}
