using System.Runtime.ExceptionServices;
using VaeGateway.Codec;
using VaeGateway.Imaging.Metrics;

namespace VaeGateway.Cli.RateDistortion;

/// <summary>Measures images × codecs × qualities.</summary>
/// <param name="images">What to measure with.</param>
/// <param name="codecs">What to measure.</param>
/// <param name="points">Qualities of each codec; null: its whole ladder.</param>
/// <param name="psnrOnly">Whether MS-SSIM and SSIMULACRA 2 are left out, as NaN.</param>
internal sealed class Sweep(IReadOnlyList<FileInfo> images, IReadOnlyList<IBenchCodec> codecs, int? points, bool psnrOnly = false)
{
    /// <summary>Number of measurements.</summary>
    public int Count => images.Count * codecs.Sum(codec => Ladder.Of(codec.Name, points).Count);

    /// <summary>Measures everything.</summary>
    /// <param name="jobs">Images at a time.</param>
    /// <param name="onMeasured">Called after each measurement, from any thread.</param>
    /// <param name="cancellation">Stops between two measurements.</param>
    /// <returns>The measurements in the order of images, codecs and qualities.</returns>
    public IReadOnlyList<Measurement> Run(int jobs, Action<Measurement> onMeasured, CancellationToken cancellation)
    {
        var byImage = new List<Measurement>[images.Count];
        try
        {
            Parallel.For(
                0,
                images.Count,
                new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation },
                i => byImage[i] = MeasureImage(images[i], onMeasured, cancellation));
        }
        catch (AggregateException e) when (e.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(e.InnerException); // the first fault, as if there were one job only
        }

        return [.. byImage.SelectMany(measurements => measurements)];
    }

    private List<Measurement> MeasureImage(FileInfo file, Action<Measurement> onMeasured, CancellationToken cancellation)
    {
        var image = BenchImage.Read(file);
        var measurements = new List<Measurement>();
        foreach (var codec in codecs)
        {
            foreach (var quality in Ladder.Of(codec.Name, points))
            {
                cancellation.ThrowIfCancellationRequested();
                var measured = Measure(file.Name, image, codec, quality);
                measurements.Add(measured);
                onMeasured(measured);
            }
        }

        return measurements;
    }

    private Measurement Measure(string name, RgbImage image, IBenchCodec codec, int quality)
    {
        var bytes = codec.Encode(image, quality);
        var decoded = codec.Decode(bytes);
        return new Measurement(
            name,
            codec.Name,
            quality,
            bytes.Length,
            8.0 * bytes.Length / ((long)image.Width * image.Height),
            PeakSignalToNoise.Of(image, decoded),
            psnrOnly ? double.NaN : MultiScaleStructuralSimilarity.Of(image, decoded),
            psnrOnly ? double.NaN : Ssimulacra2.Of(image, decoded));
    }
}
