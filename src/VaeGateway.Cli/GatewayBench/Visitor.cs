using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using VaeGateway.Client;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.Imaging;
using VaeGateway.Imaging.Metrics;

namespace VaeGateway.Cli.GatewayBench;

/// <summary>Fetches images through a gateway, as a plain client and as one with the SDK.</summary>
internal sealed class Visitor : IDisposable
{
    private const int JpegQuality = 80;

    private static readonly TimeSpan EncodePatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(100);

    private readonly ServiceProvider _services;
    private readonly HttpClient _plain;
    private readonly HttpClient _sdk;

    public Visitor(Uri gateway)
    {
        var services = new ServiceCollection();
        services.AddHttpClient("plain", client => client.BaseAddress = gateway);
        services.AddHttpClient("sdk", client => client.BaseAddress = gateway).AddLatentDecoding(
            options => options.Decoder = DecoderChoice.Full); // what it measures must not hang on the machine
        _services = services.BuildServiceProvider();
        var clients = _services.GetRequiredService<IHttpClientFactory>();
        _plain = clients.CreateClient("plain");
        _sdk = clients.CreateClient("sdk");
        _plain.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("image/webp"));
        _plain.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*", 0.8));
    }

    public async Task<Visit> VisitAsync(FileInfo file, CancellationToken cancellation)
    {
        var original = InputFile.Read(file);
        var pixels = InputFile.Parse(file, bytes => ImageReader.Decode(bytes, InputFile.Limits));
        var path = new Uri(Uri.EscapeDataString(file.Name), UriKind.Relative);
        await WarmAsync(path, cancellation);
        return new Visit(
            file.Name,
            original.Length,
            ImageWriter.Write(pixels, ImageFormat.Jpeg, JpegQuality).Length,
            await FetchAsync(_plain, path, pixels, cancellation),
            await FetchAsync(_sdk, path, pixels, cancellation));
    }

    public void Dispose()
    {
        _plain.Dispose();
        _sdk.Dispose();
        _services.Dispose();
    }

    /// <summary>Asks until the gateway answers from its store and no encode is in the making.</summary>
    private async Task WarmAsync(Uri path, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(EncodePatience);
        try
        {
            while (!await IsSettledAsync(path, patience.Token))
            {
                await Task.Delay(PollEvery, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new BadInputException($"{path}: no answer from the store within {EncodePatience}; is {_plain.BaseAddress} a gateway in front of this folder?");
        }
    }

    private async Task<bool> IsSettledAsync(Uri path, CancellationToken cancellation)
    {
        using var response = await GetAsync(_plain, path, cancellation);
        await response.Content.CopyToAsync(Stream.Null, cancellation);
        return response.Headers.TryGetValues("Cache-Status", out var status)
            && status.Any(value => value.Contains("; hit", StringComparison.Ordinal) && !value.Contains("detail=encoding", StringComparison.Ordinal));
    }

    private static async Task<Delivery> FetchAsync(HttpClient client, Uri path, RgbImage pixels, CancellationToken cancellation)
    {
        using var response = await GetAsync(client, path, cancellation);
        if (response.Content is DecodedImageContent decoded)
        {
            return new Delivery("latent", decoded.LatentBytes, PeakSignalToNoise.Of(pixels, decoded.Image));
        }

        var bytes = await response.Content.ReadAsByteArrayAsync(cancellation);
        var kind = response.Content.Headers.ContentType?.MediaType?["image/".Length..] ?? "unknown";
        return new Delivery(kind, bytes.Length, PeakSignalToNoise.Of(pixels, ImageReader.Decode(bytes, InputFile.Limits)));
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, Uri path, CancellationToken cancellation)
    {
        try
        {
            var response = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return response.IsSuccessStatusCode
                ? response
                : throw new BadInputException($"{new Uri(client.BaseAddress!, path)} answers {(int)response.StatusCode}; is the same folder served there?");
        }
        catch (HttpRequestException e)
        {
            throw new BadInputException($"{client.BaseAddress}: {e.Message}");
        }
    }
}
