namespace VaeGateway.Cli;

/// <summary>Lays out tables in Markdown.</summary>
internal static class MarkdownTable
{
    /// <summary>The lines of a table; the first column is text, the others are numbers.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows) =>
        [Line(headers), Line([.. headers.Select((_, column) => column == 0 ? "---" : "---:")]), .. rows.Select(Line)];

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
