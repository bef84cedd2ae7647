using System.CommandLine;
using VaeGateway.Cli.Commands;
using VaeGateway.Cli.QualityBench;
using VaeGateway.Cli.RateDistortion;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.PrefixBench;

/// <summary>Carries out <c>vaegw bench prefix</c>: encodes each image, cuts and damages the latent, reports.</summary>
internal static class PrefixRun
{
    public static int Run(PrefixRequest request, InvocationConfiguration streams, CancellationToken cancellation)
    {
        var files = InputFolder.Images(request.Images);
        using var model = ModelOption.Load(request.Model, ModelDirections.Both);
        var source = QualityReport.Source(new LatentCodec(model), request.Images.Name, DateTimeOffset.UtcNow);
        var work = files.SelectMany(file => request.Qualities.Select(quality => (File: file, Quality: quality))).ToList();
        var results = new PrefixResult?[work.Count];
        var notes = TextWriter.Synchronized(streams.Error);
        var isWatched = Progress.IsWatched(streams.Error);
        Progress.Show(work.Count, isWatched, done =>
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = request.Jobs, CancellationToken = cancellation };
            Parallel.For(0, work.Count, options, i =>
            {
                var (file, quality) = work[i];
                results[i] = Measure(file, quality, model, notes);
                done($"{file.Name} {quality}");
                if (!isWatched)
                {
                    notes.WriteLine($"{file.Name} at quality {quality} measured");
                }
            });
            return results;
        });

        List<PrefixResult> measured = [.. results.OfType<PrefixResult>()];
        if (measured.Count == 0)
        {
            throw new BadInputException($"None of the {files.Count} images can be measured; the notes above say why.");
        }

        PrefixReport.WriteFiles(request.Output, measured, source);
        WriteText(streams.Output, measured, request.Output);
        return ExitCode.Done;
    }

    private static PrefixResult? Measure(FileInfo file, int quality, ILatentModel model, TextWriter notes)
    {
        try
        {
            var image = InputFile.Parse(file, bytes => ImageReader.Decode(bytes, InputFile.Limits));
            var picture = new EncodedPicture(file.Name, image, new LatentEncoder(model).Encode(image, quality));
            var decoder = new LatentDecoder(model) { MaxPixels = InputFile.Limits.MaxPixels };
            return new PrefixResult(new ArrivalMeasure(decoder).Measure(picture), new DamageMeasure(decoder).Measure(picture));
        }
        catch (BadInputException e)
        {
            notes.WriteLine($"vaegw: skipped {e.Message}");
            return null;
        }
    }

    private static void WriteText(TextWriter output, List<PrefixResult> results, DirectoryInfo folder)
    {
        foreach (var line in PrefixReport.Falls(results))
        {
            output.WriteLine(line);
        }

        output.WriteLine(DamageText.Reach([.. results.SelectMany(result => result.Damages).Where(damage => damage.Outside is not null)]));
        output.WriteLine($"{results.Count} latents of {results.Select(result => result.Points[0].Image).Distinct().Count()} images in {folder}");
    }
}
