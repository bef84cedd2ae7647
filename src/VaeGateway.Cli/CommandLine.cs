using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using VaeGateway.Cli.Commands;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.Imaging;

namespace VaeGateway.Cli;

/// <summary>Parses and runs a command line; every expected fault ends as one line on the error stream.</summary>
internal static class CommandLine
{
    private const string Description = """
        Encodes, decodes, compares and inspects images compressed by a learned codec, and measures it against others.

        Exit codes:
          0  done. Of many files, some may have been skipped: sound, but of a kind that is not converted (animated,
             transparent, vector). The table lists them.
          1  bad input: a file is damaged, unreadable or missing, or none could be converted. One line on the error stream says what
             and why; of many files the table does, and the others are done.
          2  bad usage.

        Examples:
          vaegw encode photo.jpg photo.vgl
          vaegw decode photo.vgl photo.png
          vaegw encode photos/ latents/ --quality 32
          vaegw diff photo.jpg photo.vgl difference.png
          vaegw encode --help
        """;

    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where faults and notes go.</param>
    /// <returns>The exit code; see <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var parsed = CreateRoot().Parse(args.Length > 0 ? args : ["--help"]);
        if (parsed.Action is ParseErrorAction)
        {
            return await ExplainUsageAsync(parsed, error);
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (IsExpected(e))
        {
            await error.WriteLineAsync($"vaegw: {e.Message.ReplaceLineEndings(" ")}");
            return ExitCode.BadInput;
        }
    }

    private static async Task<int> ExplainUsageAsync(ParseResult parsed, TextWriter error)
    {
        foreach (var fault in parsed.Errors)
        {
            await error.WriteLineAsync($"vaegw: {fault.Message}");
        }

        await error.WriteLineAsync($"Try: {PathOf(parsed.CommandResult)} --help");
        return ExitCode.Usage;
    }

    private static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}" : command.Command.Name;

    private static RootCommand CreateRoot()
    {
        var root = new RootCommand(Description)
        {
            EncodeCommand.Create(),
            DecodeCommand.Create(),
            DiffCommand.Create(),
            InspectCommand.Create(),
            new Command("bench", "Measures the codec.")
            {
                BenchRateDistortionCommand.Create(),
                BenchQualityCommand.Create(),
                BenchCropsCommand.Create(),
                BenchPrefixCommand.Create(),
                BenchCardCommand.Create(),
                BenchGatewayCommand.Create(),
                BenchCodecCommand.Create(),
                BenchCodecAloneCommand.Create(),
            },
        };
        TeachingHelp.AddTo(root);
        return root;
    }

    private static bool IsExpected(Exception e) => e is
        BadInputException or InvalidImageException or InvalidLatentException or InvalidModelException
        or IOException or UnauthorizedAccessException or OperationCanceledException;
}
