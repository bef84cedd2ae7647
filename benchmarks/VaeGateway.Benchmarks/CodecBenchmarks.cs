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
    private readonly RgbImage _image = Pictures.Lake();
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

    /// <summary>Container to pixels, in rented memory.</summary>
    [Benchmark]
    public int DecodePooled()
    {
        using var image = new LatentDecoder(_model).DecodePooled(_latent, out _, out _);
        return image.Samples.Length;
    }

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
}
