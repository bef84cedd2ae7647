using System.Diagnostics;
using VaeGateway.Cli.Commands;
using VaeGateway.Cli.RateDistortion;
using VaeGateway.Codec;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.CodecSpeed;

/// <summary>Measures one codec in one direction and prints its rows.</summary>
internal static class AloneRun
{
    /// <summary>Image files are measured for a shorter time than the codec.</summary>
    private const double FileShare = 0.4;

    public static int Run(AloneRequest request, TextWriter output)
    {
        var file = File.ReadAllBytes(request.Picture.FullName);
        var image = ImageReader.Decode(file, InputFile.Limits);
        foreach (var row in request.Direction == AloneRequest.Encode ? Encode(request, image) : Decode(request))
        {
            output.WriteLine(SpeedCsv.Line(row));
        }

        if (request.Codec == CodecNames.Vae)
        {
            output.WriteLine(SpeedCsv.Line(ImageFile(request, file, image)));
        }

        return ExitCode.Done;
    }

    private static IEnumerable<SpeedRow> Encode(AloneRequest request, RgbImage image)
    {
        using var subject = Subject.Encoder(request, image);
        byte[] encoded = [];
        var rows = Rows(request, () => encoded = subject.Run()!);
        File.WriteAllBytes(request.Encoded.FullName, encoded);
        return rows.Select(row => row.IsWhole ? row with { FileBytes = encoded.Length } : row);
    }

    private static List<SpeedRow> Decode(AloneRequest request)
    {
        using var subject = Subject.Decoder(request, File.ReadAllBytes(request.Encoded.FullName));
        return Rows(request, () => subject.Run());
    }

    /// <summary>All of it, and for the learned codec its stages.</summary>
    private static List<SpeedRow> Rows(AloneRequest request, Action run)
    {
        var sampler = new Sampler(request.Cores, request.Seconds);
        var samples = sampler.Measure(run);
        var rows = new List<SpeedRow> { sampler.Row(samples, Named(request, "")) with { PeakBytes = Peak() } };
        if (request.Codec == CodecNames.Vae)
        {
            rows.AddRange(samples[0].Stages.Keys.Select(stage => Named(request, stage) with
            {
                Cores = request.Cores,
                Milliseconds = Repetition.Median(samples.Select(sample => sample.Stages[stage])),
                Count = samples.Count,
            }));
        }

        return rows;
    }

    /// <summary>The file at the codec's other end: what a server reads before it encodes, or writes for those who don't take latents.</summary>
    private static SpeedRow ImageFile(AloneRequest request, byte[] file, RgbImage image)
    {
        var (step, run) = request.Direction == AloneRequest.Encode
            ? ("reading the PNG", (Action)(() => ImageReader.Decode(file, InputFile.Limits)))
            : ("writing WebP", () => BenchCodecs.Of(CodecNames.WebP, null).Encode(image, Subject.QualityOf(CodecNames.WebP)));
        var sampler = new Sampler(request.Cores, request.Seconds * FileShare);
        return sampler.Row(sampler.Measure(run), Named(request, step));
    }

    private static SpeedRow Named(AloneRequest request, string step) => new(request.Codec, request.Direction, step, request.Cores, 0, 0);

    private static long Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
