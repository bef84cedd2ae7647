using VaeGateway.Codec;

namespace VaeGateway.Client;

/// <summary>What there is to show of a picture so far: a soft preview, the finished pixels, or an ordinary image file.</summary>
/// <remarks>A stage is good until the next one is asked for or the enumeration ends; then its memory serves another picture.</remarks>
public sealed class PictureStage
{
    internal PictureStage(HttpResponseMessage response, PooledRgbImage? pixels = null, bool isPreview = false, int latentBytes = 0)
    {
        Response = response;
        Pixels = pixels;
        IsPreview = isPreview;
        LatentBytes = latentBytes;
    }

    /// <summary>Whether the finished picture is still to come.</summary>
    public bool IsPreview { get; }

    /// <summary>The pixels; null where the server answered with an ordinary image, which <see cref="Response"/> then holds.</summary>
    public PooledRgbImage? Pixels { get; }

    /// <summary>The answer: its headers and, where <see cref="Pixels"/> is null, the ordinary image as its content.</summary>
    public HttpResponseMessage Response { get; }

    /// <summary>Bytes of the latent that had arrived by then; 0 for an ordinary image.</summary>
    public int LatentBytes { get; }
}
