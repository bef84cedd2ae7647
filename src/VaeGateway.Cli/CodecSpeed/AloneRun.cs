using System.Diagnostics;
using VaeGateway.Cli.Commands;
using VaeGateway.Cli.RateDistortion;
using VaeGateway.Codec;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.CodecSpeed;

/// <summary>Measures one codec in one direction and prints its rows.</summary>
internal static class AloneRun
{
    /// <summary>Parts are measured for a shorter time than the whole.</summary>
    private const double PartShare = 0.4;

    public static int Run(AloneRequest request, TextWriter output)
    {
        var file = File.ReadAllBytes(request.Picture.FullName);
        var image = ImageReader.Decode(file, InputFile.Limits);
        using var subject = request.Direction == AloneRequest.Encode
            ? Subject.Encoder(request, image)
            : Subject.Decoder(request, File.ReadAllBytes(request.Encoded.FullName));
        if (subject.Encode is { } encode)
        {
            File.WriteAllBytes(request.Encoded.FullName, encode());
        }

        output.WriteLine(SpeedCsv.Line(Whole(request, subject)));
        if (request.Codec == CodecNames.Vae)
        {
            foreach (var row in Stages(request, subject).Concat(Files(request, file, image)))
            {
                output.WriteLine(SpeedCsv.Line(row));
            }
        }

        return ExitCode.Done;
    }

    private static SpeedRow Whole(AloneRequest request, Subject subject)
    {
        var (times, allocated, large) = Measure(request.Cores, request.Seconds, subject.Run);
        return new SpeedRow(
            request.Codec, request.Direction, "", request.Cores, Repetition.Median(times), times.Count, allocated, large, Peak(), request.Encoded.Length);
    }

    private static (List<double> Times, long Allocated, long Large) Measure(int cores, double seconds, Action run)
    {
        using var meter = new LargeObjectMeter();
        var results = new Repetition(cores, seconds).Run<(double Time, long Allocated, long Large)>(() => () =>
        {
            var (start, allocated, large) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread(), meter.Bytes);
            run();
            return (
                Stopwatch.GetElapsedTime(start).TotalMilliseconds,
                GC.GetAllocatedBytesForCurrentThread() - allocated,
                (meter.Bytes - large) / cores);
        });
        return ([.. results.Select(result => result.Time)], (long)results.Average(result => result.Allocated), (long)results.Average(result => result.Large));
    }

    private static IEnumerable<SpeedRow> Stages(AloneRequest request, Subject subject)
    {
        var results = new Repetition(request.Cores, request.Seconds * PartShare).Run<IReadOnlyDictionary<string, double>>(() =>
        {
            // Lives as long as the process.
            var clock = new StageClock();
            return () => clock.Time(subject.Run);
        });
        return results[0].Keys.Select(stage => new SpeedRow(
            request.Codec, request.Direction, stage, request.Cores, Repetition.Median(results.Select(stages => stages[stage])), results.Count));
    }

    /// <summary>The files at the codec's ends: what a server reads before it encodes, and what it writes for those who don't take latents.</summary>
    private static IEnumerable<SpeedRow> Files(AloneRequest request, byte[] file, RgbImage image)
    {
        (string Step, Action Run)[] steps = request.Direction == AloneRequest.Encode
            ? [("reading the PNG", () => ImageReader.Decode(file, InputFile.Limits)), ("reading it as JPEG", ReadJpeg(image))]
            : [("writing WebP", () => Write(image, CodecNames.WebP)), ("writing JPEG", () => Write(image, CodecNames.Jpeg))];
        foreach (var (step, run) in steps)
        {
            var (times, allocated, large) = Measure(request.Cores, request.Seconds * PartShare, run);
            yield return new SpeedRow(request.Codec, request.Direction, step, request.Cores, Repetition.Median(times), times.Count, allocated, large);
        }
    }

    private static Action ReadJpeg(RgbImage image)
    {
        var jpeg = Write(image, CodecNames.Jpeg);
        return () => ImageReader.Decode(jpeg, InputFile.Limits);
    }

    private static byte[] Write(RgbImage image, string codec) => BenchCodecs.Of(codec, null).Encode(image, Subject.QualityOf(codec));

    private static long Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
