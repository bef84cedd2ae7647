using System.CommandLine;
using VaeGateway.Cli.CodecSpeed;

namespace VaeGateway.Cli.Commands;

/// <summary>What <c>vaegw bench codec</c> starts for each codec and direction, so that a process's memory is that of one thing.</summary>
internal static class BenchCodecAloneCommand
{
    public const string Name = "codec-alone";

    public static Command Create()
    {
        var codec = new Option<string>("--codec") { Required = true };
        var direction = new Option<string>("--direction") { Required = true };
        var cores = new Option<int>("--cores") { Required = true };
        var picture = new Option<FileInfo>("--picture") { Required = true };
        var encoded = new Option<FileInfo>("--encoded") { Required = true };
        var seconds = BenchCodecCommand.CreateSeconds();
        var decoder = DecoderOption.CreateForBench();
        var model = ModelOption.Create();
        var command = new Command(Name, "One measurement of bench codec.") { codec, direction, cores, picture, encoded, seconds, decoder, model };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            var request = new AloneRequest(
                parsed.GetRequiredValue(codec),
                parsed.GetRequiredValue(direction),
                parsed.GetRequiredValue(cores),
                parsed.GetRequiredValue(picture),
                parsed.GetRequiredValue(encoded),
                parsed.GetValue(seconds),
                parsed.GetValue(model),
                parsed.GetValue(decoder));
            return AloneRun.Run(request, parsed.InvocationConfiguration.Output);
        });
        return command;
    }
}
