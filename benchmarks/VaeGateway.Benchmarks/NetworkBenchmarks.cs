using BenchmarkDotNet.Attributes;
using Microsoft.ML.OnnxRuntime;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.Codec.Onnx.Batching;

namespace VaeGateway.Benchmarks;

/// <summary>Each network for a picture of 768 × 512 on one core, or for a batch of such pictures.</summary>
public class NetworkBenchmarks : IDisposable
{
    private const long Quality = 40;

    private readonly ModelFolder _folder = ModelFolder.Open(ModelSearch.Nearest()[0]);
    private readonly List<OrtValue> _inputs = [];
    private readonly List<string> _names = [];
    private Network _network = null!;

    /// <summary>The network's role.</summary>
    [Params("analysis", "hyper_analysis", "scale", "residual", "mean", "synthesis", "light_synthesis")]
    public string Role { get; set; } = "";

    /// <summary>Pictures in a run.</summary>
    [Params(1, 4)]
    public int Batch { get; set; }

    /// <summary>Opens the network and makes its inputs: a picture's, or values of no meaning where the time does not hang on them.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var options = new OnnxModelOptions();
        _network = new Network(Role, _folder.Read(Role), options, RunQueue.For(ExecutionProvider.Cpu, options));
        var model = _folder.Manifest.Describe();
        var geometry = new LatentGeometry(Pictures.Width, Pictures.Height);
        void Latent<T>(string name, Func<int, T> value)
            where T : unmanaged =>
            Add(name, value, model.LatentChannels, geometry.LatentHeight, geometry.LatentWidth);

        if (Role == "analysis")
        {
            var samples = Pictures.Lake().Samples;
            Add("image", i => samples[i % samples.Length], Pictures.Height, Pictures.Width, RgbImage.Channels);
        }

        switch (Role)
        {
            case "hyper_analysis":
                Latent("coefficients", Value);
                break;
            case "residual" or "synthesis" or "light_synthesis":
                Latent("latent", Value);
                break;
            case "mean":
                Latent("residual", i => (short)Value(i));
                break;
        }

        if (Role is "scale" or "residual" or "mean")
        {
            Add("hyper_latent", i => MathF.Round(Value(i)), model.HyperChannels, geometry.HyperHeight, geometry.HyperWidth);
        }

        if (Role == "residual")
        {
            Latent("scale_index", i => (byte)(i % 40));
        }

        Add("quality", _ => Quality);
    }

    /// <summary>One run.</summary>
    [Benchmark]
    public void Run() => _network.RunNow([.. _names], [.. _inputs], isTile: false, CancellationToken.None).Dispose();

    /// <summary>Releases the network.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _network.Dispose();
        _inputs.ForEach(input => input.Dispose());
        GC.SuppressFinalize(this);
    }

    /// <summary>Steps up and down, none of them near the denormals.</summary>
    private static float Value(int index) => ((index * 7 % 13) - 6) / 4f;

    private void Add<T>(string name, Func<int, T> value, params ReadOnlySpan<int> sizes)
        where T : unmanaged
    {
        long[] shape = [Batch, .. sizes.ToArray().Select(size => (long)size)];
        T[] values = [.. Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(value)];
        _names.Add(name);
        _inputs.Add(OrtValue.CreateTensorValueFromMemory(values, shape));
    }
}
