using System.CommandLine;
using VaeGateway.Cli.Commands;
using VaeGateway.Cli.RateDistortion;
using VaeGateway.Codec.Onnx;
using VaeGateway.Imaging;
using VaeGateway.Imaging.Metrics;

namespace VaeGateway.Cli.CodecSpeed;

/// <summary>Carries out <c>vaegw bench codec</c>: finds the picture, measures each codec in processes of their own, reports.</summary>
internal static class SpeedRun
{
    private const int MostCores = 2;

    public static async Task<int> RunAsync(SpeedRequest request, InvocationConfiguration streams, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("vaegw-");
        try
        {
            var picture = Picture(request, folder);
            var rows = new List<SpeedRow>();
            var peers = new List<SpeedPeer>();
            foreach (var codec in request.Codecs)
            {
                var encoded = new FileInfo(Path.Combine(folder.FullName, codec));
                rows.AddRange(await MeasureAsync(new AloneRequest(codec, "", 0, picture, encoded, request.Seconds, request.Model, request.Decoder), cancellation));
                peers.Add(PeerOf(codec, request, picture, encoded));
                streams.Error.WriteLine($"{codec} measured");
            }

            SpeedReport.WriteFiles(request.Output, picture, peers, rows, SpeedReport.Source(picture, request.Images.Name, DateTimeOffset.UtcNow), streams.Output);
            return ExitCode.Done;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<SpeedRow>> MeasureAsync(AloneRequest request, CancellationToken cancellation)
    {
        var rows = new List<SpeedRow>();
        foreach (var direction in new[] { AloneRequest.Encode, AloneRequest.Decode })
        {
            for (var cores = 1; cores <= Math.Min(MostCores, Environment.ProcessorCount); cores++)
            {
                rows.AddRange(await SpeedProcess.RunAsync(request with { Direction = direction, Cores = cores }, cancellation));
            }
        }

        return rows;
    }

    private static FileInfo Picture(SpeedRequest request, DirectoryInfo folder)
    {
        var files = InputFolder.Images(request.Images);
        if (request.Size is not { } size)
        {
            return files.OrderBy(file => file.Length).ElementAt(files.Count / 2);
        }

        var pictures = files.Select(file => InputFile.Parse(file, bytes => ImageReader.Decode(bytes, InputFile.Limits))).ToList();
        var made = new FileInfo(Path.Combine(folder.FullName, "mosaic.png"));
        File.WriteAllBytes(made.FullName, ImageWriter.Write(Mosaic.Of(pictures, size.Width, size.Height), ImageFormat.Png, 100));
        return made;
    }

    private static SpeedPeer PeerOf(string name, SpeedRequest request, FileInfo picture, FileInfo encoded)
    {
        using var model = name == CodecNames.Vae ? ModelOption.Load(request.Model, ModelDirections.Decode, decoder: request.Decoder) : null;
        var codec = BenchCodecs.Of(name, model);
        var original = InputFile.Parse(picture, bytes => ImageReader.Decode(bytes, InputFile.Limits));
        return new SpeedPeer(name, codec.Settings, encoded.Length, PeakSignalToNoise.Of(original, codec.Decode(File.ReadAllBytes(encoded.FullName))));
    }
}
