using VaeGateway.Cli.CropSheets;
using VaeGateway.Codec;
using VaeGateway.Imaging.Metrics;

namespace VaeGateway.Cli.PrefixBench;

/// <summary>Flips one byte in each residual chunk in turn, and looks how far the damage spreads.</summary>
/// <param name="decoder">The decoder.</param>
internal sealed class DamageMeasure(LatentDecoder decoder)
{
    public IReadOnlyList<DamagePoint> Measure(EncodedPicture picture)
    {
        var intact = decoder.Decode(picture.Container).Image;
        var bands = picture.Header.Partition.Bands(picture.Header.Geometry);
        return
        [
            .. Enumerable.Range(1, picture.Chunks.Count - 1)
                .Where(chunk => picture.Chunks[chunk].Length > 0)
                .Select(chunk => Compare(picture, intact, Decode(picture, chunk), (chunk - 1) / bands, (chunk - 1) % bands)),
        ];
    }

    private RgbImage Decode(EncodedPicture picture, int chunk)
    {
        var (offset, length) = picture.Chunks[chunk];
        var damaged = (byte[])picture.Container.Clone();
        damaged[offset + (length / 2)] ^= byte.MaxValue;
        var decoded = decoder.Decode(damaged);
        return decoded.LostChunks == 1
            ? decoded.Image
            : throw new InvalidOperationException($"{picture.Name}: one damaged chunk, but {decoded.LostChunks} lost.");
    }

    private static DamagePoint Compare(EncodedPicture picture, RgbImage intact, RgbImage damaged, int group, int band)
    {
        var height = intact.Height;
        var bandPixels = picture.Header.Partition.BandRows * LatentGeometry.LatentStride;
        var (first, end) = (band * bandPixels, Math.Min((band + 1) * bandPixels, height));
        return new DamagePoint(
            picture.Name,
            picture.Header.Quality,
            group,
            band,
            first,
            end,
            new BeforeAfter(Inside(intact), Inside(damaged)),
            end - first < height ? new BeforeAfter(Outside(intact), Outside(damaged)) : null,
            Reach(intact, damaged, first, end),
            Math.Max(first, height - end));

        double Inside(RgbImage image) => PeakSignalToNoise.Of(Rows(picture.Original, first, end), Rows(image, first, end));
        double Outside(RgbImage image) => PeakSignalToNoise.Of(Without(picture.Original, first, end), Without(image, first, end));
    }

    private static int Reach(RgbImage intact, RgbImage damaged, int first, int end)
    {
        var rowBytes = intact.Width * RgbImage.Channels;
        return Enumerable.Range(0, intact.Height)
            .Where(row => !intact.Samples.AsSpan(row * rowBytes, rowBytes).SequenceEqual(damaged.Samples.AsSpan(row * rowBytes, rowBytes)))
            .Select(row => row < first ? first - row : row >= end ? row - end + 1 : 0)
            .DefaultIfEmpty(0)
            .Max();
    }

    private static RgbImage Rows(RgbImage image, int first, int end) => new CropWindow(0, first, image.Width, end - first).Cut(image);

    private static RgbImage Without(RgbImage image, int first, int end)
    {
        var rowBytes = image.Width * RgbImage.Channels;
        return new RgbImage(
            image.Width,
            image.Height - (end - first),
            [.. image.Samples.AsSpan(0, first * rowBytes), .. image.Samples.AsSpan(end * rowBytes)]);
    }
}
