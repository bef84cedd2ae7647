using BenchmarkDotNet.Attributes;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.Imaging;

namespace VaeGateway.Benchmarks;

/// <summary>What a picture of 768 × 512 passes through on one core, in its order: from an image file to a latent, and back. <see cref="NetworkBenchmarks"/> has the networks one by one.</summary>
[MemoryDiagnoser]
public class StageBenchmarks : IDisposable
{
    private const int Quality = 40;
    private const int JpegQuality = 80;
    private const int WebPQuality = 75;

    private readonly OnnxLatentModel _model = OnnxLatentModel.Load(ModelSearch.Nearest()[0]);
    private readonly OnnxLatentModel _light = OnnxLatentModel.Load(
        ModelSearch.Nearest()[0], new OnnxModelOptions { Directions = ModelDirections.Decode, Decoder = DecoderChoice.Light });

    private readonly RgbImage _image = Pictures.Lake();
    private readonly byte[] _pixels = new byte[Pictures.Width * Pictures.Height * RgbImage.Channels];
    private byte[] _file = [];
    private byte[] _latent = [];
    private byte[] _scaleIndex = [];
    private LatentSymbols _symbols = null!;

    /// <summary>Makes what each stage begins with.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _file = ImageWriter.Write(_image, ImageFormat.Jpeg, JpegQuality);
        _symbols = _model.Analyze(_image, Quality);
        _scaleIndex = [.. _symbols.ScaleIndex];
        _latent = new LatentEncoder(_model).Pack(_symbols);
    }

    /// <summary>A JPEG to pixels, by libvips.</summary>
    [Benchmark]
    public RgbImage ReadJpeg() => ImageReader.Decode(_file, new ImageLimits());

    /// <summary>Pixels to symbols: the analysis, hyper-analysis, scale and residual networks.</summary>
    [Benchmark]
    public void Analyze() => _model.AnalyzeInto(_image, Quality, _symbols.HyperLatent, _symbols.ScaleIndex, _symbols.Residual);

    /// <summary>Symbols to container: entropy coding.</summary>
    [Benchmark]
    public byte[] Pack() => new LatentEncoder(_model).Pack(_symbols);

    /// <summary>Container to symbols: the scale network and entropy decoding.</summary>
    [Benchmark]
    public LatentSymbols Unpack() => new LatentDecoder(_model).Unpack(_latent, out _, out _);

    /// <summary>The part of <see cref="Unpack"/> that is the scale network's.</summary>
    [Benchmark]
    public void PredictScales() => _model.PredictScalesInto(_symbols.HyperLatent, _symbols.Geometry, Quality, _scaleIndex, CancellationToken.None);

    /// <summary>Symbols to pixels: the mean and synthesis networks.</summary>
    [Benchmark]
    public void Synthesize() => _model.SynthesizeInto(_symbols.HyperLatent, _symbols.Residual, _symbols.Geometry, Quality, _pixels, CancellationToken.None);

    /// <summary>The same with the light decoder.</summary>
    [Benchmark]
    public void SynthesizeLight() => _light.SynthesizeInto(_symbols.HyperLatent, _symbols.Residual, _symbols.Geometry, Quality, _pixels, CancellationToken.None);

    /// <summary>Pixels to WebP for those without the SDK, by libvips.</summary>
    [Benchmark]
    public byte[] WriteWebP() => ImageWriter.Write(_image, ImageFormat.WebP, WebPQuality);

    /// <summary>Pixels to container, the whole of it.</summary>
    [Benchmark]
    public byte[] Encode() => new LatentEncoder(_model).Encode(_image, Quality);

    /// <summary>Container to pixels, in rented memory.</summary>
    [Benchmark]
    public int Decode()
    {
        using var image = new LatentDecoder(_model).DecodePooled(_latent, out _, out _);
        return image.Samples.Length;
    }

    /// <summary>Releases the networks.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _model.Dispose();
        _light.Dispose();
        GC.SuppressFinalize(this);
    }
}
