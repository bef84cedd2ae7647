namespace VaeGateway.Cli.ModelCards;

/// <summary>The part of a model card that is written by a program, between two lines of comment.</summary>
internal static class MarkedSection
{
    /// <summary>The line above the part.</summary>
    public const string Begin = "<!-- measured:begin -->";

    /// <summary>The line below it.</summary>
    public const string End = "<!-- measured:end -->";

    /// <summary>Puts a text between the lines; adds them at the end where there are none.</summary>
    /// <param name="card">The whole card.</param>
    /// <param name="section">The new text, without the lines.</param>
    /// <returns>The card, unchanged outside of the part.</returns>
    /// <exception cref="BadInputException">One of the lines is missing, comes twice, or they are in the wrong order.</exception>
    public static string Replace(string card, string section)
    {
        var begin = FindOnce(card, Begin);
        var end = FindOnce(card, End);
        return (begin, end) switch
        {
            (null, null) => $"{Finished(card)}{Begin}\n{section}\n{End}\n",
            ({ } first, { } last) when first < last => $"{card[..(first + Begin.Length)]}\n{section}\n{card[last..]}",
            (null, _) or (_, null) => throw new BadInputException($"{(begin is null ? Begin : End)} is missing; add it, or delete the other one."),
            _ => throw new BadInputException($"{End} comes before {Begin}; swap them."),
        };
    }

    private static int? FindOnce(string card, string marker)
    {
        var at = card.IndexOf(marker, StringComparison.Ordinal);
        return at != card.LastIndexOf(marker, StringComparison.Ordinal)
            ? throw new BadInputException($"{marker} comes twice; keep one.")
            : at >= 0 ? at : null;
    }

    /// <summary>With an empty line at the end, if it holds anything.</summary>
    private static string Finished(string card) => card.Length == 0 ? "" : $"{card.TrimEnd('\n')}\n\n";
}
