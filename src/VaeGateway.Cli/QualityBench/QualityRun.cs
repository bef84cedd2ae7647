using System.CommandLine;
using VaeGateway.Cli.Commands;
using VaeGateway.Cli.RateDistortion;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Cli.QualityBench;

/// <summary>Carries out <c>vaegw bench quality</c>: finds the images, measures the whole scale, reports.</summary>
internal static class QualityRun
{
    public static int Run(QualityRequest request, InvocationConfiguration streams, CancellationToken cancellation)
    {
        var images = BenchImage.Measurable(InputFolder.Images(request.Images), streams.Error);
        using var model = ModelOption.Load(request.Model, ModelDirections.Both);
        var codec = new LatentCodec(model);
        var measurements = Measure(new Sweep(images, [codec], QualityScale.Levels, request.PsnrOnly), request.Jobs, streams.Error, cancellation);
        var climbs = ImageClimb.Of(measurements);
        var source = QualityReport.Source(codec, request.Images.Name, DateTimeOffset.UtcNow);
        QualityReport.WriteFiles(request.Output, measurements, climbs, source);
        foreach (var line in ClimbText.Lines(climbs))
        {
            streams.Output.WriteLine(line);
        }

        streams.Output.WriteLine($"{measurements.Count} measurements of {images.Count} images in {request.Output}");
        return ExitCode.Done;
    }

    /// <summary>A bar for who watches; for a log, a line for each image that is done.</summary>
    private static IReadOnlyList<Measurement> Measure(Sweep sweep, int jobs, TextWriter notes, CancellationToken cancellation)
    {
        if (Progress.IsWatched(notes))
        {
            return Progress.Show(
                sweep.Count, true, done => sweep.Run(jobs, measured => done($"{measured.Image} {measured.Quality}"), cancellation));
        }

        var finished = 0;
        var log = TextWriter.Synchronized(notes);
        return sweep.Run(jobs, TellWhenDone, cancellation);

        void TellWhenDone(Measurement measured)
        {
            if (measured.Quality == QualityScale.Max)
            {
                log.WriteLine($"{measured.Image} measured, {Interlocked.Increment(ref finished)} of {sweep.Count / QualityScale.Levels}");
            }
        }
    }
}
