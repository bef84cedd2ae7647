using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using VaeGateway.Cli.CodecSpeed;

namespace VaeGateway.Cli.Commands;

/// <summary><c>vaegw bench codec</c>: how long the codec and its peers take on one core and on two.</summary>
internal static class BenchCodecCommand
{
    private const double DefaultSeconds = 1;

    private const string Teaching = """
        Encodes and decodes one picture on one core, and two at once on two cores, by each codec in a process of its own that
        taskset(1) ties to its cores. Shows time (the median of several), memory allocated and the process's peak; for the
        learned codec each network, the entropy coder, and the reading and writing of image files, too.

        The picture is that whose file is the middle one by size, or one of --size laid out of all the folder's, each doubled.
        Writes WIDTHxHEIGHT.csv and WIDTHxHEIGHT.md. Without --size and with AVIF that takes about 55 seconds.

        Examples:
          vaegw bench codec --images kodak --out results
          vaegw bench codec --images kodak --out results --size 4000x3000 --codecs vae,jpeg,webp
          vaegw bench codec --images kodak --out light --codecs vae --decoder light
        """;

    public static Command Create()
    {
        var images = new Option<DirectoryInfo>("--images") { Description = "Folder of images.", HelpName = "DIR", Required = true };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder for the results.", HelpName = "DIR", Required = true };
        var size = new Option<(int, int)?>("--size")
        {
            Description = "Size of the picture to make of the folder's. Unless given: one of them as it is.",
            HelpName = "WxH",
            CustomParser = ParseSize,
        };
        var seconds = CreateSeconds();
        var codecs = CodecsOption.Create();
        var decoder = DecoderOption.CreateForBench();
        var model = ModelOption.Create();
        var command = new TaughtCommand("codec", "Measures the codec's speed beside JPEG, WebP and AVIF.", Teaching)
        {
            images, output, size, codecs, seconds, decoder, model,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var request = new SpeedRequest(
                parsed.GetRequiredValue(images),
                parsed.GetRequiredValue(output),
                parsed.GetValue(size),
                CodecsOption.Names(parsed.GetValue(codecs)),
                parsed.GetValue(seconds),
                parsed.GetValue(model),
                parsed.GetValue(decoder));
            return SpeedRun.RunAsync(request, parsed.InvocationConfiguration, cancellation);
        });
        return command;
    }

    public static Option<double> CreateSeconds() => new("--seconds")
    {
        Description = "How long each measurement goes on, at least.",
        HelpName = "S",
        DefaultValueFactory = _ => DefaultSeconds,
    };

    private static (int Width, int Height)? ParseSize(ArgumentResult result)
    {
        var words = result.Tokens[0].Value.Split('x');
        int[] sides = [.. words.Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var side) ? side : 0)];
        if (sides is [> 0, > 0])
        {
            return (sides[0], sides[1]);
        }

        result.AddError($"--size '{result.Tokens[0].Value}' can't be read; write it like 4000x3000.");
        return null;
    }
}
