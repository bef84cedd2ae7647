using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace VaeGateway.Cli.Commands;

/// <summary>The usual help, with a command's details and examples below it.</summary>
internal sealed class TeachingHelp(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
{
    /// <summary>Puts this in place of the usual help, for all commands.</summary>
    public static void AddTo(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new TeachingHelp((SynchronousCommandLineAction)help.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is TaughtCommand command)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(command.Teaching);
        }

        return code;
    }
}
