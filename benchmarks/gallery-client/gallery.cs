#:property PublishAot=false
#:property UseCurrentRuntimeIdentifier=true
#:project ../../src/VaeGateway.Client/VaeGateway.Client.csproj
#:project ../../src/VaeGateway.Imaging/VaeGateway.Imaging.csproj

// An app that shows a gallery: downloads every picture and decodes it to pixels, as files and as latents, over a slow link and over none.
// dotnet run benchmarks/gallery-client/gallery.cs -- FOLDER ORIGIN_URL GATEWAY_URL RESULTS ABOUT

using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using VaeGateway.Client;
using VaeGateway.Imaging;

const int Connections = 6; // as a browser opens to one host
const int Visits = 3;
const double SlowLink = 10e6 / 8; // bytes a second

if (args is not [var folder, var originUrl, var gatewayUrl, var results, var about])
{
    Console.Error.WriteLine("usage: dotnet run gallery.cs -- FOLDER ORIGIN_URL GATEWAY_URL RESULTS ABOUT");
    return 2;
}

string[] types = [".jpg", ".jpeg", ".png", ".webp", ".avif"];
var pictures = Directory.GetFiles(folder)
    .Where(file => types.Contains(Path.GetExtension(file).ToLowerInvariant()))
    .Select(file => new Uri("/" + Uri.EscapeDataString(Path.GetFileName(file)), UriKind.Relative))
    .OrderBy(uri => uri.OriginalString, StringComparer.Ordinal)
    .ToList();
if (pictures.Count == 0)
{
    Console.Error.WriteLine($"bench-gallery: no picture in {folder}; name a folder with {string.Join(", ", types)} files");
    return 2;
}

var (origin, gateway) = (new Uri(originUrl), new Uri(gatewayUrl));
var models = Directory.CreateTempSubdirectory("gallery-models").FullName;
try
{
    await WarmAsync();
    Console.WriteLine($"{pictures.Count} pictures are stored; measuring");
    List<Row> rows = [];
    long modelBytes = 0;
    foreach (var bytesPerSecond in new[] { SlowLink, double.PositiveInfinity })
    {
        foreach (var (name, host, isSdk, isStaged) in new[]
        {
            ("files, from the origin", origin, false, false),
            ("files, from the gateway", gateway, false, false),
            ("latents", gateway, true, false),
            ("latents, preview first", gateway, true, true),
        })
        {
            // A visit that does not count, over a free link: it fetches the model and has the code compiled.
            var link = new Link();
            using var http = NewClient(host, link, isSdk);
            await VisitAsync(http, link, isStaged);
            modelBytes = Math.Max(modelBytes, link.ModelBytes);
            link.BytesPerSecond = bytesPerSecond;
            List<Row> visits = [];
            for (var i = 0; i < Visits; i++)
            {
                visits.Add(await VisitAsync(http, link, isStaged) with { Way = name, Link = double.IsFinite(bytesPerSecond) ? "10 Mbit/s" : "free" });
            }

            rows.Add(visits.OrderBy(visit => visit.Seconds).ElementAt(Visits / 2));
            Console.WriteLine(rows[^1]);
        }
    }

    Write(rows, modelBytes);
    return 0;
}
finally
{
    Directory.Delete(models, recursive: true);
}

HttpClient NewClient(Uri host, Link link, bool isSdk)
{
    HttpMessageHandler handler = new SocketsHttpHandler
    {
        MaxConnectionsPerServer = Connections,
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            return new LinkStream(new NetworkStream(socket, ownsSocket: true), link);
        },
    };
    var http = new HttpClient(isSdk ? new LatentDecodingHandler(new ModelMeter(handler, link), new LatentDecodingOptions { CacheFolder = models }) : handler)
    {
        BaseAddress = host,
    };
    http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("image/webp"));
    http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*", 0.8));
    return http;
}

// Asks for every picture until the gateway has made up its mind about it: it answers from its store, and nothing is in the making.
async Task WarmAsync()
{
    using var http = NewClient(gateway, new Link(), isSdk: false);
    using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
    foreach (var picture in pictures)
    {
        while (true)
        {
            using var response = await http.GetAsync(picture, patience.Token);
            var status = response.EnsureSuccessStatusCode().Headers.TryGetValues("Cache-Status", out var values) ? string.Join(", ", values) : "";
            if (status.Contains("; hit", StringComparison.Ordinal) && !status.Contains("detail=encoding", StringComparison.Ordinal))
            {
                break;
            }

            await Task.Delay(100, patience.Token);
        }
    }
}

async Task<Row> VisitAsync(HttpClient http, Link link, bool isStaged)
{
    var (bytes, requests, cpu, clock) = (link.Bytes, link.Requests, Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
    var (latents, firstShown) = (0, 0L);
    await Parallel.ForEachAsync(pictures, new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (picture, cancellation) =>
    {
        Interlocked.Increment(ref link.Requests);
        var shown = await ShowAsync(http, picture, isStaged, clock, cancellation);
        Interlocked.Add(ref latents, shown.IsLatent ? 1 : 0);
        InterlockedMax(ref firstShown, shown.FirstTicks);
    });
    return new Row("", "", link.Bytes - bytes, link.Requests - requests, latents, (double)firstShown / Stopwatch.Frequency,
        clock.Elapsed.TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds);
}

static async Task<(bool IsLatent, long FirstTicks)> ShowAsync(HttpClient http, Uri picture, bool isStaged, Stopwatch clock, CancellationToken cancellation)
{
    if (!isStaged)
    {
        using var response = await http.GetAsync(picture, HttpCompletionOption.ResponseHeadersRead, cancellation);
        var isLatent = await DrawAsync(response.EnsureSuccessStatusCode(), (response.Content as DecodedImageContent)?.Pixels.Samples, cancellation);
        return (isLatent, clock.ElapsedTicks);
    }

    var (last, first) = (false, 0L);
    await foreach (var stage in http.GetPictureStagesAsync(picture, cancellation))
    {
        last = await DrawAsync(stage.Response, stage.Pixels?.Samples, cancellation);
        first = first == 0 ? clock.ElapsedTicks : first;
    }

    return (last, first);
}

// Looks at every pixel, once it has them.
static async Task<bool> DrawAsync(HttpResponseMessage response, ReadOnlyMemory<byte>? pixels, CancellationToken cancellation)
{
    var samples = pixels ?? ImageReader.Decode(await response.Content.ReadAsByteArrayAsync(cancellation), new ImageLimits()).Samples;
    _ = samples.Span.IndexOfAnyExceptInRange((byte)0, (byte)255);
    return pixels is not null;
}

static void InterlockedMax(ref long target, long value)
{
    for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
    {
        Interlocked.CompareExchange(ref target, value, seen);
    }
}

void Write(List<Row> rows, long modelBytes)
{
    Directory.CreateDirectory(results);
    string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    File.WriteAllLines(Path.Combine(results, "gallery.csv"), rows
        .Select(row => Text($"{row.Link},\"{row.Way}\",{row.Bytes},{row.Requests},{row.Latents},{row.FirstShown:F3},{row.Seconds:F3},{row.CpuSeconds:F3}"))
        .Prepend("link,pictures as,bytes on the wire,requests,latents,seconds until every picture shows,seconds to the last picture,client CPU seconds"));
    List<string> text =
    [
        "# Gallery", "", about, "",
        Text($"{pictures.Count} pictures, {Connections} connections; the median of {Visits} visits by its seconds, after one that does not count. The link is shaped in the client's sockets."),
        Text($"The first start of an app fetches the model, {modelBytes:N0} bytes, once; it is not in the table."), "",
        "| link | pictures as | bytes on the wire | requests | of them latents | s until every picture shows | s to the last picture | client CPU s |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
        .. rows.Select(row => Text($"| {row.Link} | {row.Way} | {row.Bytes:N0} | {row.Requests} | {row.Latents} | {row.FirstShown:F2} | {row.Seconds:F2} | {row.CpuSeconds:F2} |")),
    ];
    File.WriteAllLines(Path.Combine(results, "gallery.md"), text);
    Console.WriteLine(string.Join('\n', text));
}

internal sealed record Row(string Way, string Link, long Bytes, int Requests, int Latents, double FirstShown, double Seconds, double CpuSeconds);

/// <summary>A link that all connections share: what it carried, and how fast it is.</summary>
internal sealed class Link
{
    // A timer may fire late by this much; the link may then catch up.
    private const double MaxLagSeconds = 0.02;

    private readonly Lock _lock = new();
    private double _freeAt;

    public int Requests;

    public long Bytes;

    public long ModelBytes;

    public double BytesPerSecond { get; set; } = double.PositiveInfinity;

    /// <summary>Waits until the link has carried these bytes, after all that came before them.</summary>
    public async ValueTask CarryAsync(int bytes, CancellationToken cancellation)
    {
        Interlocked.Add(ref Bytes, bytes);
        if (!double.IsFinite(BytesPerSecond))
        {
            return;
        }

        double wait;
        lock (_lock)
        {
            var now = (double)Stopwatch.GetTimestamp() / Stopwatch.Frequency;
            _freeAt = Math.Max(_freeAt, now - MaxLagSeconds) + (bytes / BytesPerSecond);
            wait = _freeAt - now;
        }

        if (wait > 0.001)
        {
            await Task.Delay(TimeSpan.FromSeconds(wait), cancellation);
        }
    }
}

/// <summary>A connection over the link. Bytes are handed over when the link has carried them, a few packets at a time.</summary>
internal sealed class LinkStream(NetworkStream inner, Link link) : Stream
{
    private const int MaxReadBytes = 4096;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var isShaped = double.IsFinite(link.BytesPerSecond);
        var read = await inner.ReadAsync(isShaped ? buffer[..Math.Min(buffer.Length, MaxReadBytes)] : buffer, cancellationToken);
        await link.CarryAsync(read, cancellationToken);
        return read;
    }

    // What goes up is counted and not held back: links are rarely as slow in that direction as a few requests are small.
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Interlocked.Add(ref link.Bytes, buffer.Length);
        return inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>Counts what the model takes of the link; it comes before the first picture, and alone.</summary>
internal sealed class ModelMeter(HttpMessageHandler inner, Link link) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (request.RequestUri!.AbsolutePath.StartsWith("/.well-known/", StringComparison.Ordinal))
        {
            Interlocked.Add(ref link.ModelBytes, response.Content.Headers.ContentLength ?? 0);
        }

        return response;
    }
}
