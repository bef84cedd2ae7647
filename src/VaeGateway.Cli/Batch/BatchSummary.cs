using System.Text.Json;
using System.Text.Json.Serialization;

namespace VaeGateway.Cli.Batch;

/// <summary>What became of a run.</summary>
/// <param name="participle">"encoded" or "decoded".</param>
/// <param name="rows">Every file.</param>
/// <param name="ignored">Files in folders that are of no kind to convert.</param>
/// <param name="jobs">Files at a time.</param>
/// <param name="elapsed">Time from the first file to the last.</param>
internal sealed class BatchSummary(string participle, IReadOnlyList<BatchRow> rows, int ignored, int jobs, TimeSpan elapsed)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Every file, in the order of the command line; last those that could not even be opened.</summary>
    public IReadOnlyList<BatchRow> Files => rows;

    /// <summary>"encoded" or "decoded".</summary>
    [JsonIgnore]
    public string Participle => participle;

    /// <summary>Sums over the files.</summary>
    public BatchTotals Totals { get; } = BatchTotals.Of(rows, ignored, jobs, elapsed);

    /// <summary>1 where a file failed or none could be converted; else 0, whatever was skipped or withheld.</summary>
    [JsonIgnore]
    public int ExitCode => Totals.Failed > 0 || Totals.Done + Totals.Kept + Totals.Withheld == 0 ? Cli.ExitCode.BadInput : Cli.ExitCode.Done;

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
