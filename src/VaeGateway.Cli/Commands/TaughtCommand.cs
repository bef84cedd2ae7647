using System.CommandLine;

namespace VaeGateway.Cli.Commands;

/// <summary>A command whose own help says more than the one line that lists it.</summary>
/// <param name="name">The word on the command line.</param>
/// <param name="description">One line.</param>
/// <param name="teaching">Details and examples, shown below the options.</param>
internal sealed class TaughtCommand(string name, string description, string teaching) : Command(name, description)
{
    /// <summary>Details and examples.</summary>
    public string Teaching { get; } = teaching;
}
