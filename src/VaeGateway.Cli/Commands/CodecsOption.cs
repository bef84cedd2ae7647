using System.CommandLine;
using VaeGateway.Cli.RateDistortion;

namespace VaeGateway.Cli.Commands;

/// <summary>The option that several commands share: which codecs to measure.</summary>
internal static class CodecsOption
{
    public static Option<string> Create()
    {
        var codecs = new Option<string>("--codecs")
        {
            Description = $"Comma-separated, of: {string.Join(", ", CodecNames.All)}.",
            HelpName = "NAMES",
            DefaultValueFactory = _ => string.Join(',', CodecNames.All),
        };
        codecs.Validators.Add(result =>
        {
            if (Split(result.GetValueOrDefault<string>()).Except(CodecNames.All).FirstOrDefault() is { } unknown)
            {
                result.AddError($"'{unknown}' is no codec; use {string.Join(", ", CodecNames.All)}.");
            }
        });
        return codecs;
    }

    /// <summary>The names of an option's value, each once.</summary>
    public static IReadOnlyList<string> Names(string? value) => [.. Split(value).Distinct()];

    private static string[] Split(string? names) =>
        (names ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
