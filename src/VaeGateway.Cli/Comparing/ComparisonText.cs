using System.Globalization;
using VaeGateway.Imaging.Metrics;

namespace VaeGateway.Cli.Comparing;

/// <summary>Lays a comparison out for people.</summary>
internal static class ComparisonText
{
    public static void Write(PictureComparison comparison, TextWriter output)
    {
        output.WriteLine($"A              {comparison.A.File}: {Describe(comparison.A)}");
        output.WriteLine($"B              {comparison.B.File}: {Describe(comparison.B)}");
        output.WriteLine($"bytes          {Bytes(comparison)}");
        output.WriteLine($"PSNR           {Decibels(comparison.Psnr)}");
        output.WriteLine($"MS-SSIM        {Similarity(comparison.MsSsim)}");
        output.WriteLine($"SSIMULACRA 2   {Score(comparison.Ssimulacra2)}");
        output.WriteLine($"worst tile     {Tile(comparison.WorstTile)}");
    }

    /// <summary>Size, rate and quality of a file.</summary>
    public static string Describe(ComparedFile file)
    {
        var quality = file.Quality is { } level ? $", latent of quality {level}" : "";
        var lost = file.LostChunks > 0 ? $", {file.LostChunks} chunks lost" : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{file.Width} x {file.Height} pixels, {file.Bytes:N0} bytes, {file.BitsPerPixel:F3} bits/pixel{quality}{lost}");
    }

    public static string Tile(ComparedTile tile) => $"{Decibels(tile.Psnr)} in {tile.Width} x {tile.Height} pixels at {tile.X},{tile.Y}";

    public static string Decibels(double psnr) =>
        double.IsFinite(psnr) ? string.Create(CultureInfo.InvariantCulture, $"{psnr:F2} dB") : "no difference";

    public static string Similarity(double? msSsim) =>
        msSsim?.ToString("F4", CultureInfo.InvariantCulture) ?? $"not to be had below {Imaging.Metrics.MultiScaleStructuralSimilarity.MinSide} pixels a side";

    public static string Score(double? ssimulacra2) =>
        ssimulacra2?.ToString("F1", CultureInfo.InvariantCulture) ?? $"not to be had below {Imaging.Metrics.Ssimulacra2.MinSide} pixels a side";

    private static string Bytes(PictureComparison comparison)
    {
        var change = 100.0 * (comparison.B.Bytes - comparison.A.Bytes) / comparison.A.Bytes;
        return change == 0 ? "as many in B as in A" : string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(change):F1}% {(change < 0 ? "fewer" : "more")} in B than in A");
    }
}
