#:property PublishAot=false
#:property UseCurrentRuntimeIdentifier=true
#:project ../../src/VaeGateway.Codec.Onnx/VaeGateway.Codec.Onnx.csproj
#:project ../../src/VaeGateway.Imaging/VaeGateway.Imaging.csproj

// What one large picture takes: time, and the process's peak of resident memory. Each step is a process of its own.
// large-image prepare FOLDER WIDTH HEIGHT RGB    a picture of that size, made of the folder's pictures, as bare samples
// large-image encode RGB WIDTH HEIGHT QUALITY LATENT
// large-image decode LATENT RGB                  the picture again, for the PSNR

using System.Diagnostics;
using System.Globalization;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.Imaging;

switch (args)
{
    case ["prepare", var folder, var width, var height, var output]:
        Prepare(folder, Number(width), Number(height), output);
        return 0;
    case ["encode", var input, var width, var height, var quality, var output]:
        Encode(new RgbImage(Number(width), Number(height), File.ReadAllBytes(input)), Number(quality), output);
        return 0;
    case ["decode", var input, var original]:
        Decode(File.ReadAllBytes(input), original);
        return 0;
    default:
        Console.Error.WriteLine("usage: large-image prepare FOLDER WIDTH HEIGHT RGB | encode RGB WIDTH HEIGHT QUALITY LATENT | decode LATENT RGB");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

// Side by side, row by row, each picture doubled in size, so that the fineness of detail is nearer to a large photograph's.
static void Prepare(string folder, int width, int height, string output)
{
    const int Enlarged = 2;
    var pictures = Directory.GetFiles(folder, "*.png").Order(StringComparer.Ordinal)
        .Select(file => ImageReader.Decode(File.ReadAllBytes(file), new ImageLimits())).ToArray();
    var samples = new byte[width * height * RgbImage.Channels];
    var (next, shelf) = (0, 0);
    for (var top = 0; top < height; top += shelf)
    {
        shelf = pictures.Max(picture => picture.Height) * Enlarged;
        for (var left = 0; left < width;)
        {
            var picture = pictures[next++ % pictures.Length];
            for (var y = 0; y < Math.Min(shelf, height - top); y++)
            {
                for (var x = 0; x < Math.Min(picture.Width * Enlarged, width - left); x++)
                {
                    var from = (((y / Enlarged % picture.Height) * picture.Width) + (x / Enlarged)) * RgbImage.Channels;
                    picture.Samples.AsSpan(from, RgbImage.Channels).CopyTo(samples.AsSpan((((top + y) * width) + left + x) * RgbImage.Channels));
                }
            }

            left += picture.Width * Enlarged;
        }
    }

    File.WriteAllBytes(output, samples);
}

static void Encode(RgbImage image, int quality, string output)
{
    using var model = OnnxLatentModel.Load(ModelSearch.Nearest()[0], new OnnxModelOptions { Directions = ModelDirections.Encode });
    var clock = Stopwatch.StartNew();
    var latent = new LatentEncoder(model).Encode(image, quality);
    Report("encode", clock.Elapsed, $"{latent.Length} bytes");
    File.WriteAllBytes(output, latent);
}

static void Decode(byte[] latent, string original)
{
    using var model = OnnxLatentModel.Load(ModelSearch.Nearest()[0], new OnnxModelOptions { Directions = ModelDirections.Decode });
    var clock = Stopwatch.StartNew();
    using var image = new LatentDecoder(model).DecodePooled(latent, out var lost, out _);
    Report("decode", clock.Elapsed, $"{image.Width} x {image.Height}, {lost} chunks lost");
    Console.WriteLine($"PSNR {Psnr(image.Samples.Span, File.ReadAllBytes(original)):F2} dB");
}

static double Psnr(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
{
    var squares = 0L;
    for (var i = 0; i < a.Length; i++)
    {
        squares += (a[i] - b[i]) * (a[i] - b[i]);
    }

    return 10 * Math.Log10(255.0 * 255.0 * a.Length / squares);
}

static void Report(string step, TimeSpan time, string what)
{
    var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2];
    Console.WriteLine($"{step}: {time.TotalSeconds:F1} s, at most {double.Parse(peak, CultureInfo.InvariantCulture) * 1024 / 1e6:F0} MB resident ({what})");
}
