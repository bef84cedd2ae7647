using System.CommandLine;
using VaeGateway.Cli.Batch;

namespace VaeGateway.Cli.Commands;

/// <summary>The paths of <c>encode</c> and <c>decode</c>: what to read, and last where the results go.</summary>
/// <param name="Inputs">Files, folders and patterns.</param>
/// <param name="Output">A file or a folder.</param>
internal sealed record GivenPaths(IReadOnlyList<string> Inputs, string Output)
{
    private const int MinPaths = 2;
    private const int MaxPaths = 100_000; // as many as the parser takes

    /// <summary>
    /// Whether one file becomes one file: a single path that is neither folder nor pattern, and an OUT that is neither a folder
    /// nor written as one (a slash at its end).
    /// </summary>
    public bool IsSingle => Inputs is [var only]
        && !Directory.Exists(only)
        && FileGlob.Parse(only) is null
        && !Directory.Exists(Output)
        && !Path.EndsInDirectorySeparator(Output);

    /// <summary>The argument on the command line.</summary>
    /// <param name="whatIsRead">For example "images".</param>
    /// <param name="whatIsWritten">For example "the latent".</param>
    /// <param name="findFault">Says what is wrong with the paths, or null.</param>
    public static Argument<string[]> Create(string whatIsRead, string whatIsWritten, Func<GivenPaths, string?> findFault)
    {
        var paths = new Argument<string[]>("IN... OUT")
        {
            Description = $"IN: {whatIsRead}; files, folders with all that is below them, quoted patterns such as 'photos/**/*.jpg'. "
                + $"OUT: {whatIsWritten}, or a folder.",
            Arity = new ArgumentArity(MinPaths, MaxPaths),
        };
        paths.Validators.Add(result =>
        {
            if (result.Tokens.Count >= MinPaths && FaultOf(Of([.. result.Tokens.Select(token => token.Value)]), findFault) is { } fault)
            {
                result.AddError(fault);
            }
        });
        return paths;
    }

    /// <summary>Takes the last path as OUT.</summary>
    public static GivenPaths Of(IReadOnlyList<string> paths) => new([.. paths.Take(paths.Count - 1)], paths[^1]);

    private static string? FaultOf(GivenPaths paths, Func<GivenPaths, string?> findFault) => !paths.IsSingle && File.Exists(paths.Output)
        ? $"OUT is the file '{paths.Output}', but several files need a folder: name one last."
        : findFault(paths);
}
