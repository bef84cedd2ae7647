using System.CommandLine;
using System.Globalization;
using VaeGateway.Cli.Commands;
using VaeGateway.Cli.RateDistortion;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.CropSheets;

/// <summary>Carries out <c>vaegw bench crops</c>: finds the images, encodes each with every codec, draws the sheet.</summary>
internal static class CropRun
{
    public static int Run(CropsRequest request, InvocationConfiguration streams, CancellationToken cancellation)
    {
        var files = InputFolder.Images(request.Images);
        var picks = request.Picks.Count > 0 ? request.Picks : [.. files.Take(CropPick.DefaultCount).Select(file => new CropPick(file.Name, null))];
        var chosen = picks.Select(pick => (Pick: pick, File: pick.FindIn(files))).ToList();
        using var model = ModelOption.Load(request.Model, ModelDirections.Both);
        var peers = CodecNames.All.Where(name => name != CodecNames.Vae).Select(name => BenchCodecs.Of(name, model)).ToList();
        var maker = new CropRow(new LatentCodec(model), model.Description.Id, peers);
        var rows = new List<IReadOnlyList<Crop>>();
        foreach (var (pick, file) in chosen)
        {
            cancellation.ThrowIfCancellationRequested();
            var image = InputFile.Parse(file, bytes => ImageReader.Decode(bytes, InputFile.Limits));
            rows.Add(maker.Of(file.Name, image, WindowOf(pick, image, request.SizePixels), request.BitsPerPixel));
            WriteRow(streams.Output, rows[^1]);
        }

        var caption = string.Create(
            CultureInfo.InvariantCulture,
            $"Equal bytes: {model.Description.Id} at about {request.BitsPerPixel:0.###} bits/pixel, the others at no more, or at their lowest quality (q). PSNR is of the whole image.");
        var sheet = new CropSheet(request.SizePixels, request.Zoom).Draw(caption, rows);
        request.Output.Directory?.Create();
        File.WriteAllBytes(request.Output.FullName, ImageWriter.Write(sheet, ImageFormat.Png, 100));
        streams.Output.WriteLine($"{request.Output}: {sheet.Width} x {sheet.Height} pixels, {rows.Count} images");
        return ExitCode.Done;
    }

    private static CropWindow WindowOf(CropPick pick, RgbImage image, int side) => pick.Corner is var (x, y)
        ? CropWindow.At(image, x, y, side)
        : CropWindow.MostDetailed(image, side);

    private static void WriteRow(TextWriter output, IReadOnlyList<Crop> crops)
    {
        foreach (var crop in crops)
        {
            output.WriteLine($"{crop.Title,-36}{crop.Detail}");
        }
    }
}
