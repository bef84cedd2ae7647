using System.Globalization;

namespace VaeGateway.Cli.CodecSpeed;

/// <summary>Measured steps as CSV (RFC 4180), one a line; no field holds a comma.</summary>
internal static class SpeedCsv
{
    public const string Header = "codec,direction,step,cores,milliseconds,count,cpu_milliseconds,allocated_bytes,large_object_bytes,peak_bytes,file_bytes";

    public static string Line(SpeedRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Codec},{row.Direction},{row.Step},{row.Cores},{row.Milliseconds:F3},{row.Count},{row.CpuMilliseconds:F3},{row.AllocatedBytes},{row.LargeBytes},{row.PeakBytes},{row.FileBytes}");

    public static SpeedRow Parse(string line)
    {
        var fields = line.Split(',');
        long? Number(int field) => fields[field].Length == 0 ? null : long.Parse(fields[field], CultureInfo.InvariantCulture);
        double? Time(int field) => fields[field].Length == 0 ? null : double.Parse(fields[field], CultureInfo.InvariantCulture);
        return new SpeedRow(
            fields[0],
            fields[1],
            fields[2],
            int.Parse(fields[3], CultureInfo.InvariantCulture),
            double.Parse(fields[4], CultureInfo.InvariantCulture),
            int.Parse(fields[5], CultureInfo.InvariantCulture),
            Time(6),
            Number(7),
            Number(8),
            Number(9),
            Number(10));
    }
}
