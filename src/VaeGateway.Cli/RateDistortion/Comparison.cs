namespace VaeGateway.Cli.RateDistortion;

/// <summary>The learned codec against one other, by one measure.</summary>
/// <param name="Peer">The other codec.</param>
/// <param name="Distortion">The measure.</param>
/// <param name="Headline">BD-rate of the averaged curves; null where they don't overlap.</param>
/// <param name="MeanOfImages">Mean of the images' own BD-rates, in percent; null where no image's curves overlap.</param>
/// <param name="ComparedImages">Images whose curves overlap.</param>
/// <param name="Images">Those images, in the order of their measurements.</param>
/// <param name="WorseImages">Images that take more bytes than with the peer at equal fidelity, the worst first.</param>
internal sealed record Comparison(
    string Peer,
    Distortion Distortion,
    BjontegaardDelta? Headline,
    double? MeanOfImages,
    int ComparedImages,
    IReadOnlyList<ImageDelta> Images,
    IReadOnlyList<ImageDelta> WorseImages)
{
    public static Comparison Of(IReadOnlyList<Measurement> measurements, string peer, Distortion distortion)
    {
        var images = measurements
            .GroupBy(measured => measured.Image)
            .Select(group => DeltaOfImage(group.Key, [.. group], peer, distortion))
            .OfType<ImageDelta>()
            .ToList();
        return new Comparison(
            peer,
            distortion,
            Delta(measurements, peer, distortion),
            images.Count > 0 ? images.Average(image => image.Percent) : null,
            images.Count,
            images,
            [.. images.Where(image => image.Percent > 0).OrderByDescending(image => image.Percent)]);
    }

    private static ImageDelta? DeltaOfImage(string image, List<Measurement> measurements, string peer, Distortion distortion) =>
        Delta(measurements, peer, distortion) is not { } delta ? null : new ImageDelta(
            image,
            delta.Percent,
            FidelityByRate.LeastGain(Curve.Of(CodecNames.Vae, measurements, distortion), Curve.Of(peer, measurements, distortion)));

    private static BjontegaardDelta? Delta(IReadOnlyList<Measurement> measurements, string peer, Distortion distortion) =>
        BjontegaardDelta.Of(Curve.Of(CodecNames.Vae, measurements, distortion), Curve.Of(peer, measurements, distortion));
}
