using System.CommandLine;
using VaeGateway.Cli.ModelCards;

namespace VaeGateway.Cli.Commands;

/// <summary><c>vaegw bench card</c>: the measured part of a model card, from the results of the other benches.</summary>
internal static class BenchCardCommand
{
    private static readonly string Teaching = $"""
        Measures nothing. Reads rd.csv and rd.json, which vaegw bench rd wrote, and quality.csv of vaegw bench quality if it lies
        beside them, and writes their tables into README.md of the model folder, between the lines

          {MarkedSection.Begin}
          {MarkedSection.End}

        Everything else in the file stays as it is; without these lines they are added at its end. The plots are copied
        beside it. Results of another model are refused.

        Examples:
          vaegw bench rd --images kodak --model models/vg9 --out results
          vaegw bench quality --images kodak --model models/vg9 --out results
          vaegw bench card --model models/vg9 --results results
        """;

    public static Command Create()
    {
        var model = new Option<DirectoryInfo>("--model") { Description = "Model folder whose README.md is written.", HelpName = "DIR", Required = true };
        var results = new Option<DirectoryInfo>("--results") { Description = "Folder with rd.csv and rd.json of that model.", HelpName = "DIR", Required = true };
        var command = new TaughtCommand("card", "Writes measured numbers into a model card.", Teaching) { model, results };
        command.SetAction(parsed => CardRun.Run(
            parsed.GetRequiredValue(model), parsed.GetRequiredValue(results), parsed.InvocationConfiguration.Output));
        return command;
    }
}
