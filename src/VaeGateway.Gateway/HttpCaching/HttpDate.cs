using System.Globalization;
using System.Text.RegularExpressions;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>Reads dates as strictly as RFC 9110 section 5.6.7 writes them: its three forms, names in any case, GMT only.</summary>
internal static partial class HttpDate
{
    /// <summary>Two-digit years up to this one belong to the 2000s.</summary>
    private const int LastYearOfThisCentury = 75;

    private const string Month = "(?<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
    private const string Time = @"(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)";
    private const RegexOptions Style = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>The date in a field that has one value; null if it has none, several that differ, or one that is no date.</summary>
    public static DateTimeOffset? Of(IHeaderDictionary headers, string name)
    {
        var lines = headers[name];
        return lines.Count > 0 && lines.All(line => line == lines[0]) ? Parse(lines[0]) : null;
    }

    /// <summary>The date that a text writes, or null.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        var match = FirstMatch(text?.Trim() ?? "");
        if (match is null)
        {
            return null;
        }

        var month = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC".IndexOf(match.Groups["month"].Value.ToUpperInvariant(), StringComparison.Ordinal) / 3;
        var (day, hour, minute, second) = (Number(match, "day"), Number(match, "hour"), Number(match, "minute"), Number(match, "second"));
        var year = match.Groups["short"].Success ? Century(Number(match, "short")) : Number(match, "year");
        return year >= 1 && day >= 1 && day <= DateTime.DaysInMonth(year, month + 1) && hour < 24 && minute < 60 && second <= 60
            ? new DateTimeOffset(year, month + 1, day, hour, minute, Math.Min(second, 59), TimeSpan.Zero)
            : null;
    }

    public static string Format(DateTimeOffset date) => date.ToString("R", CultureInfo.InvariantCulture);

    private static Match? FirstMatch(string text) =>
        Preferred().Match(text) is { Success: true } preferred ? preferred :
        Rfc850().Match(text) is { Success: true } rfc850 ? rfc850 :
        AscTime().Match(text) is { Success: true } ascTime ? ascTime :
        null;

    private static int Century(int year) => year <= LastYearOfThisCentury ? 2000 + year : 1900 + year;

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\d\d) " + Month + @" (?<year>\d{4}) " + Time + " GMT$", Style)]
    private static partial Regex Preferred();

    [GeneratedRegex(@"^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\d\d)-" + Month + @"-(?<short>\d\d) " + Time + " GMT$", Style)]
    private static partial Regex Rfc850();

    [GeneratedRegex("^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) " + Month + @" (?<day>[ \d]\d) " + Time + @" (?<year>\d{4})$", Style)]
    private static partial Regex AscTime();
}
