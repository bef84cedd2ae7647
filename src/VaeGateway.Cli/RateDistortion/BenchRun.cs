using System.CommandLine;
using VaeGateway.Cli.Commands;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Cli.RateDistortion;

/// <summary>Carries out <c>vaegw bench rd</c>: finds the images, measures, reports.</summary>
internal static class BenchRun
{
    public static int Run(BenchRequest request, InvocationConfiguration streams, CancellationToken cancellation)
    {
        var images = BenchImage.Measurable(InputFolder.Images(request.Images), streams.Error);
        using var model = request.Codecs.Contains(CodecNames.Vae) ? ModelOption.Load(request.Model, ModelDirections.Both, decoder: request.Decoder, effort: request.Effort) : null;
        var codecs = request.Codecs.Select(name => BenchCodecs.Of(name, model)).ToList();
        var sweep = new Sweep(images, codecs, request.Points);
        var measurements = Progress.Show(
            sweep.Count,
            Progress.IsWatched(streams.Error),
            done => sweep.Run(request.Jobs, measured => done($"{measured.Image} {measured.Codec} {measured.Quality}"), cancellation));
        var summary = Summary.Of(measurements, codecs, request.Images.Name, DateTimeOffset.UtcNow);
        Report.WriteFiles(request.Output, measurements, summary);
        Report.WriteText(streams.Output, summary);
        streams.Output.WriteLine($"{measurements.Count} measurements of {images.Count} images in {request.Output}");
        return ExitCode.Done;
    }
}
