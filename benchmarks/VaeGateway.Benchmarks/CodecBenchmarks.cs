using BenchmarkDotNet.Attributes;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.Imaging;

namespace VaeGateway.Benchmarks;

/// <summary>The codec on one core at the gateway's default quality, with WebP of the same picture for scale.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks : IDisposable
{
    private const int Quality = 40;
    private const int WebPQuality = 75;

    private readonly OnnxLatentModel _model = OnnxLatentModel.Load(ModelSearch.Nearest()[0]);
    private readonly RgbImage _image = Picture(768, 512);
    private byte[] _latent = [];

    /// <summary>Encodes once for the decoder.</summary>
    [GlobalSetup]
    public void Prepare() => _latent = Encode();

    /// <summary>Pixels to container.</summary>
    [Benchmark]
    public byte[] Encode() => new LatentEncoder(_model).Encode(_image, Quality);

    /// <summary>Container to pixels.</summary>
    [Benchmark]
    public RgbImage Decode() => new LatentDecoder(_model).Decode(_latent).Image;

    /// <summary>libvips, effort 4.</summary>
    [Benchmark]
    public byte[] EncodeWebP() => ImageWriter.Write(_image, ImageFormat.WebP, WebPQuality);

    /// <summary>Releases the networks.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _model.Dispose();
        GC.SuppressFinalize(this);
    }

    private static RgbImage Picture(int width, int height)
    {
        var random = new Random(1);
        var samples = new byte[width * height * RgbImage.Channels];
        for (var i = 0; i < samples.Length; i++)
        {
            var (x, y) = (i / RgbImage.Channels % width, i / RgbImage.Channels / width);
            samples[i] = (byte)(128 + (80 * Math.Sin(x / 37.0) * Math.Cos(y / 23.0)) + random.Next(-8, 9));
        }

        return new RgbImage(width, height, samples);
    }
}
