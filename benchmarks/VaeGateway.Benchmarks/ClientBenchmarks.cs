using System.Net;
using System.Net.Http.Headers;
using BenchmarkDotNet.Attributes;
using VaeGateway.Client;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Benchmarks;

/// <summary>What a picture of 768 × 512 costs an app, from the latent's bytes to what it draws; the network is left out, so that all allocations are the client's.</summary>
[MemoryDiagnoser]
public class ClientBenchmarks : IDisposable
{
    private const int Quality = 40;

    private static readonly Uri Photo = new("http://gateway.test/photo.jpg");

    private readonly HttpClient _http = new(new LatentDecodingHandler(
        new LatentServer(Latent()), new LatentDecodingOptions { ModelFolder = ModelSearch.Nearest()[0] }));

    /// <summary>Pixels in rented memory.</summary>
    [Benchmark(Baseline = true)]
    public async Task<int> PixelsOfResponse()
    {
        using var response = await _http.GetAsync(Photo, HttpCompletionOption.ResponseHeadersRead);
        return ((DecodedImageContent)response.Content).Pixels.Samples.Length;
    }

    /// <summary>Pixels in an array of the app's own.</summary>
    [Benchmark]
    public Task<RgbImage?> GetPixels() => _http.GetPixelsAsync(Photo);

    /// <summary>Stages of a picture that comes in two pieces, the second before the preview is there: it is begun and given up.</summary>
    [Benchmark]
    public async Task<int> PictureStages()
    {
        var samples = 0;
        await foreach (var stage in _http.GetPictureStagesAsync(Photo))
        {
            samples += stage.Pixels!.Samples.Length;
        }

        return samples;
    }

    /// <summary>A PNG, read as a stream.</summary>
    [Benchmark]
    public async Task PngAsStream()
    {
        await using var stream = await _http.GetStreamAsync(Photo);
        await stream.CopyToAsync(Stream.Null);
    }

    /// <summary>A PNG in an array of the app's own.</summary>
    [Benchmark]
    public Task<byte[]> PngAsArray() => _http.GetByteArrayAsync(Photo);

    /// <summary>Releases the networks.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _http.Dispose();
        GC.SuppressFinalize(this);
    }

    private static byte[] Latent()
    {
        using var model = OnnxLatentModel.Load(ModelSearch.Nearest()[0]);
        return new LatentEncoder(model).Encode(Pictures.Lake(), Quality);
    }

    /// <summary>Answers with the latent in two pieces, so that a preview is begun.</summary>
    private sealed class LatentServer(byte[] latent) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StreamContent(new PieceStream(latent)) { Headers = { ContentType = new MediaTypeHeaderValue(LatentFormat.MediaType) } },
                RequestMessage = request,
            });
    }

    private sealed class PieceStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, (int)Math.Max(Length / 2, 1))], cancellationToken);
    }
}
