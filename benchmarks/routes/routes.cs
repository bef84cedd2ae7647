#:property PublishAot=false
#:property UseCurrentRuntimeIdentifier=true
#:project ../../src/VaeGateway.Imaging/VaeGateway.Imaging.csproj

// Asks a gateway for every file of a folder, as three clients would, and tabulates what came, why, and how much like the original it looks.
// dotnet run benchmarks/routes/routes.cs -- FOLDER GATEWAY_URL RESULTS ABOUT

using System.Globalization;
using System.Text.RegularExpressions;
using VaeGateway.Imaging;
using VaeGateway.Imaging.Metrics;

if (args is not [var folder, var gateway, var results, var about])
{
    Console.Error.WriteLine("usage: dotnet run routes.cs -- FOLDER GATEWAY_URL RESULTS ABOUT");
    return 2;
}

const string Browser = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";
var patience = TimeSpan.FromMinutes(3);
var limits = new ImageLimits();
using var client = new HttpClient { BaseAddress = new Uri(gateway), Timeout = patience };
var latentModel = await FindModelAsync();

Directory.CreateDirectory(results);
List<string> rows = [];
long originals = 0, browsers = 0;
foreach (var file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
{
    var bytes = await File.ReadAllBytesAsync(file);
    var path = new Uri("/" + Uri.EscapeDataString(Path.GetFileName(file)), UriKind.Relative);
    var settled = await SettleAsync(path);
    var browser = await FetchAsync(path, Browser);
    var sdk = await FetchAsync(path, $"image/vnd.vaegateway.latent;model=\"{latentModel}\", {Browser}");
    var any = await FetchAsync(path, "*/*");
    (originals, browsers) = (originals + bytes.Length, browsers + browser.Bytes.Length);
    rows.Add($"| {Path.GetFileName(file)} | {Describe(bytes)} | {bytes.Length:N0} | {settled} | {sdk} | {browser} | {Fidelity(bytes, browser)} | {any} |");
    Console.WriteLine(rows[^1]);
}

await File.WriteAllTextAsync(Path.Combine(results, "README.md"), $"""
    # What the gateway makes of every file, and why

    Each file is asked for until the gateway has settled what serves it best; then by a client with the SDK, by a browser without it and by one that
    takes anything (`*/*`). "Decision" is what the gateway says of it in `Server-Timing`: the stored form, its quality, PSNR over the image and of its worst
    tile, SSIM of the worst tile, and why it is no latent. "untouched" files are proxied as they came. Fidelity is that of the browser's bytes, measured
    here against the file's own pixels (transparent ones on white).

    | file | kind | bytes | decision | SDK: bytes | browser: bytes | fidelity | `*/*`: bytes |
    |---|---|--:|---|--:|--:|--:|--:|
    {string.Join('\n', rows)}

    All files together: {originals:N0} bytes as they are, {browsers:N0} as the browser gets them.

    {about}

    """.ReplaceLineEndings("\n"));
return 0;

// The name of the model is told by the gateway itself.
async Task<string> FindModelAsync()
{
    var index = await client.GetStringAsync("/.well-known/vaegateway/models");
    return Regex.Match(index, "\"id\"\\s*:\\s*\"([^\"]+)\"").Groups[1].Value;
}

// Asks until no encode is in the making; gives the guard's words.
async Task<string> SettleAsync(Uri path)
{
    var started = TimeProvider.System.GetTimestamp();
    var status = "";
    for (var attempt = 0; TimeProvider.System.GetElapsedTime(started) < patience; attempt++)
    {
        var answer = await FetchAsync(path, Browser);
        status = answer.Status;
        if (answer.Guard.Length > 0)
        {
            return answer.Guard;
        }

        if (attempt > 5 && status.Contains("; hit", StringComparison.Ordinal) && !status.Contains("detail=encoding", StringComparison.Ordinal))
        {
            return "untouched";
        }

        await Task.Delay(200);
    }

    return $"unsettled: {status}";
}

async Task<Answer> FetchAsync(Uri path, string accept)
{
    using var request = new HttpRequestMessage(HttpMethod.Get, path);
    request.Headers.TryAddWithoutValidation("Accept", accept);
    using var response = await client.SendAsync(request);
    var timing = response.Headers.TryGetValues("Server-Timing", out var timings) ? string.Join(", ", timings) : "";
    return new Answer(
        response.Content.Headers.ContentType?.MediaType ?? "none",
        await response.Content.ReadAsByteArrayAsync(),
        response.Headers.TryGetValues("Cache-Status", out var statuses) ? string.Join(", ", statuses) : "",
        Regex.Match(timing, "guard;desc=\"([^\"]*)\"").Groups[1].Value);
}

string Describe(byte[] bytes)
{
    try
    {
        var info = ImageReader.ReadInfo(bytes, limits);
        return $"{info.Loader}, {info.Width} × {info.Height}{(info.HasAlpha ? ", alpha" : "")}{(info.Frames > 1 ? $", {info.Frames} frames" : "")}";
    }
    catch (InvalidImageException e)
    {
        return e.Message.TrimEnd('.');
    }
}

string Fidelity(byte[] original, Answer answer)
{
    if (original.AsSpan().SequenceEqual(answer.Bytes))
    {
        return "the same bytes";
    }

    var (a, b) = (Seen(original), Seen(answer.Bytes));
    var psnr = PeakSignalToNoise.Of(a, b);
    return double.IsInfinity(psnr) ? "the same pixels" : string.Create(CultureInfo.InvariantCulture, $"{psnr:F1} dB");
}

VaeGateway.Codec.RgbImage Seen(byte[] bytes) => ImageReader.DecodePicture(bytes, limits).Over(byte.MaxValue);

/// <summary>One answer of the gateway.</summary>
internal sealed record Answer(string MediaType, byte[] Bytes, string Status, string Guard)
{
    public override string ToString() => $"{MediaType.Split('/')[^1].Replace("vnd.vaegateway.", "", StringComparison.Ordinal)} {Bytes.Length:N0}";
}
