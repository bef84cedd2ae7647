using System.Net;

namespace VaeGateway.Gateway.Origin;

/// <summary>A response body that gives a sink a copy of what is read from it.</summary>
internal sealed class TeeContent(HttpContent source, IBodySink sink) : HttpContent
{
    protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        new TeeStream(await source.ReadAsStreamAsync(cancellationToken), sink);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await using var tee = await CreateContentReadStreamAsync(CancellationToken.None);
        await tee.CopyToAsync(stream);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            sink.Dispose();
            source.Dispose();
        }

        base.Dispose(disposing);
    }
}
