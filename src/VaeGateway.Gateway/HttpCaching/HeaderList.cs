using Microsoft.Extensions.Primitives;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>Splits list-valued header fields (RFC 9110 section 5.6.1): commas inside quotes do not count.</summary>
internal static class HeaderList
{
    public static IEnumerable<string> Split(StringValues field)
    {
        foreach (var line in field)
        {
            foreach (var element in SplitLine(line ?? ""))
            {
                yield return element;
            }
        }
    }

    /// <summary>Whether an element is there, in any case.</summary>
    public static bool Contains(StringValues field, string element) => Split(field).Contains(element, StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds an element to a list field unless it, or a wildcard, is there already.</summary>
    public static StringValues Add(StringValues field, string element) =>
        Split(field).Any(present => present == "*" || present.Equals(element, StringComparison.OrdinalIgnoreCase))
            ? field
            : StringValues.IsNullOrEmpty(field) ? element : $"{field}, {element}";

    private static IEnumerable<string> SplitLine(string line)
    {
        var start = 0;
        var quoted = false;
        for (var i = 0; i <= line.Length; i++)
        {
            if (i == line.Length || (line[i] == ',' && !quoted))
            {
                var element = line[start..i].Trim();
                if (element.Length > 0)
                {
                    yield return element;
                }

                start = i + 1;
            }
            else if (line[i] == '\\' && quoted)
            {
                i = Math.Min(i + 1, line.Length - 1);
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
        }
    }
}
