using System.IO.Compression;
using VaeGateway.Gateway.Encoding;

namespace VaeGateway.Gateway.Precompression;

/// <summary>Bytes that never change, and their compressed forms: each is made once, when it is first asked for, and kept.</summary>
/// <remarks>
/// Brotli at its best takes seconds for a megabyte, so that the first client gets what it makes in a tenth of one, about 3% larger,
/// and the best form is made meanwhile.
/// </remarks>
internal sealed class CompressibleContent
{
    private const int QuickQuality = 5;
    private const int BestQuality = 11;
    private const int WindowBits = 22;

    private readonly Lazy<Task<byte[]>> _gzip;
    private readonly Lazy<Task<byte[]>> _quick;
    private Task<byte[]>? _best;

    public CompressibleContent(byte[] bytes)
    {
        Bytes = bytes;
        _gzip = new(() => OwnThread.RunAsync(() => Gzip(bytes)));
        _quick = new(() => OwnThread.RunAsync(() => Brotli(bytes, QuickQuality)));
    }

    /// <summary>The bytes as they are.</summary>
    public byte[] Bytes { get; }

    /// <summary>The bytes in a form.</summary>
    public async ValueTask<byte[]> GetAsync(ContentCoding coding)
    {
        if (coding != ContentCoding.Brotli)
        {
            return coding == ContentCoding.Gzip ? await _gzip.Value : Bytes;
        }

        if (_best is { IsCompletedSuccessfully: true } best)
        {
            return await best;
        }

        var quick = await _quick.Value;
        lock (_quick)
        {
            _best ??= OwnThread.RunAsync(MakeBest);
        }

        return quick;
    }

    // Nobody waits for it, so that it must not take a core from those who do.
    private byte[] MakeBest()
    {
        Thread.CurrentThread.Priority = ThreadPriority.Lowest;
        return Brotli(Bytes, BestQuality);
    }

    private static byte[] Brotli(byte[] bytes, int quality)
    {
        var room = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, room, out var written, quality, WindowBits)
            ? room[..written]
            : throw new InvalidOperationException("Brotli needs more room than it says.");
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }
}
