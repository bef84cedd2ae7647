using System.Globalization;

namespace VaeGateway.Cli.GatewayBench;

/// <summary>Lays out visits as text and as CSV.</summary>
internal static class VisitTable
{
    public static void WriteRow(TextWriter output, Visit visit, bool isFirst)
    {
        if (isFirst)
        {
            output.WriteLine($"{"image",-24}{"original",10}{"jpeg q80",10}{"plain client",22}{"PSNR",7}{"SDK",18}{"PSNR",7}");
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{visit.Image,-24}{visit.OriginalBytes,10}{visit.JpegBytes,10}{Text(visit.Plain),22}{visit.Plain.Psnr,7:F2}{Text(visit.Sdk),18}{visit.Sdk.Psnr,7:F2}"));
    }

    public static void WriteTotal(TextWriter output, IReadOnlyList<Visit> visits) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{"total / mean",-24}{visits.Sum(v => v.OriginalBytes),10}{visits.Sum(v => v.JpegBytes),10}{visits.Sum(v => v.Plain.Bytes),22}{visits.Average(v => v.Plain.Psnr),7:F2}{visits.Sum(v => v.Sdk.Bytes),18}{visits.Average(v => v.Sdk.Psnr),7:F2}"));

    public static IEnumerable<string> Csv(IEnumerable<Visit> visits) =>
    [
        "image,original_bytes,jpeg_q80_bytes,plain_kind,plain_bytes,plain_psnr,sdk_kind,sdk_bytes,sdk_psnr",
        .. visits.Select(v => string.Create(
            CultureInfo.InvariantCulture,
            $"{v.Image},{v.OriginalBytes},{v.JpegBytes},{v.Plain.Kind},{v.Plain.Bytes},{v.Plain.Psnr:F3},{v.Sdk.Kind},{v.Sdk.Bytes},{v.Sdk.Psnr:F3}")),
    ];

    private static string Text(Delivery delivery) => string.Create(CultureInfo.InvariantCulture, $"{delivery.Kind} {delivery.Bytes}");
}
