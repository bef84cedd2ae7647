using VaeGateway.Cli.RateDistortion;

namespace VaeGateway.Cli.ModelCards;

/// <summary>Each image's own BD-rates, and whether it is ever worse than with JPEG at equal bytes.</summary>
internal static class ImageTable
{
    public static IEnumerable<string> Lines(Results results)
    {
        var columns = ColumnsOf(results);
        var images = results.Measurements.Select(measured => measured.Image).Distinct();
        return
        [
            .. MarkdownTable.Lines(
                ["image", .. columns.Select(column => column.Title)],
                images.Select(image => (string[])[image, .. columns.Select(column => column.CellOf(image))])),
            "",
            .. results.Peers.Contains(CodecNames.Jpeg) ? AgainstJpeg(results) : [],
        ];
    }

    private static List<ImageColumn> ColumnsOf(Results results)
    {
        var deltas =
            from distortion in Enum.GetValues<Distortion>()
            from peer in results.Peers
            select new ImageColumn(
                $"{distortion.Name()}: {CodecNames.TitleOf(peer)}",
                results.Compare(peer, distortion),
                delta => CardNumbers.Percent(delta?.Percent));
        var gains =
            from distortion in Enum.GetValues<Distortion>()
            from peer in results.Peers.Where(peer => peer == CodecNames.Jpeg)
            select new ImageColumn(
                $"least gain over {CodecNames.TitleOf(peer)}, {distortion.Name()} ({distortion.Unit()})",
                results.Compare(peer, distortion),
                delta => CardNumbers.Gain(delta?.LeastGain));
        return [.. deltas, .. gains];
    }

    private static IEnumerable<string> AgainstJpeg(Results results) =>
        from distortion in Enum.GetValues<Distortion>()
        let images = results.Compare(CodecNames.Jpeg, distortion).Images
        let worse = images.Count(image => image.LeastGain < 0)
        select worse == 0
            ? $"- By {distortion.Name()}, no image is worse than JPEG at equal bytes, at any common rate."
            : $"- By {distortion.Name()}, {worse} of {images.Count} images are worse than JPEG at equal bytes at some rate (bold).";
}
