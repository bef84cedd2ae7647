using System.CommandLine;
using System.CommandLine.Parsing;

namespace VaeGateway.Cli.Commands;

/// <summary>Checks numbers while the command line is parsed, so that a wrong one is a fault of usage.</summary>
internal static class OptionRange
{
    public static Action<OptionResult> Between(Option option, int min, int max) => result =>
    {
        // A text that is no number is reported by the parser itself.
        if (result.Tokens is [var token, ..] && int.TryParse(token.Value, out var value) && (value < min || value > max))
        {
            result.AddError($"{option.Name} {value} is not between {min} and {max}.");
        }
    };
}
