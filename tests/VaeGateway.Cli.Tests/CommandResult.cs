using System.Text.Json;

namespace VaeGateway.Cli.Tests;

/// <summary>What a command line gave.</summary>
internal sealed record CommandResult(int Code, string Output, string Error)
{
    /// <summary>Its output, read as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public static async Task<CommandResult> OfAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, output, error);
        return new CommandResult(code, output.ToString(), error.ToString());
    }
}
