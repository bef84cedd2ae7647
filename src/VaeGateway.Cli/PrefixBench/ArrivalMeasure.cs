using VaeGateway.Codec;
using VaeGateway.Imaging.Metrics;

namespace VaeGateway.Cli.PrefixBench;

/// <summary>Decodes what has come of a latent, at every step of its way.</summary>
/// <param name="decoder">The decoder.</param>
internal sealed class ArrivalMeasure(LatentDecoder decoder)
{
    public const int StepPercent = 5;

    private const int Whole = 100;

    /// <summary>Measures one picture: at each step, and where header and hyper-latent end.</summary>
    /// <returns>The points, by bytes.</returns>
    public IReadOnlyList<PrefixPoint> Measure(EncodedPicture picture)
    {
        // A prefix decodes to what its whole chunks give, so that one decode does for all prefixes with the same.
        var psnrByChunks = new Dictionary<int, double>();
        var total = picture.Container.Length;
        var steps = Enumerable.Range(1, Whole / StepPercent).Select(step => step * StepPercent);
        return
        [
            .. steps.Select(percent => At(percent, (int)((long)total * percent / Whole)))
                .Append(At(null, picture.BytesOf(1)))
                .OrderBy(point => point.Bytes)
                .ThenBy(point => point.SharePercent ?? 0),
        ];

        PrefixPoint At(int? percent, int bytes)
        {
            var chunks = picture.ChunksIn(bytes);
            if (chunks > 0 && !psnrByChunks.ContainsKey(chunks))
            {
                psnrByChunks.Add(chunks, PeakSignalToNoise.Of(picture.Original, decoder.Decode(picture.Container.AsSpan(0, bytes)).Image));
            }

            return new PrefixPoint(
                picture.Name,
                picture.Header.Quality,
                percent,
                bytes,
                total,
                Math.Max(0, chunks - 1),
                picture.Chunks.Count - 1,
                chunks > 0 ? psnrByChunks[chunks] : null);
        }
    }
}
