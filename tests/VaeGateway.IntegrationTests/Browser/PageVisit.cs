namespace VaeGateway.IntegrationTests.Browser;

/// <summary>What was seen of a page.</summary>
/// <param name="Images">Its image elements.</param>
/// <param name="Responses">Every response that it got, from the network or from a service worker.</param>
/// <param name="Warnings">What was written to the console.</param>
public sealed record PageVisit(IReadOnlyList<PaintedImage> Images, IReadOnlyList<SeenResponse> Responses, IReadOnlyList<string> Warnings)
{
    /// <summary>The paths of pictures that the service worker decoded.</summary>
    public IEnumerable<string> Decoded => Responses.Where(response => response is { FromServiceWorker: true, ContentType: "image/bmp" }).Select(response => response.Path);

    public SeenResponse Response(string path) => Assert.Single(Responses, response => response.Path == path);

    /// <summary>Fails if a picture is broken.</summary>
    public void AssertPainted()
    {
        Assert.NotEmpty(Images);
        Assert.All(Images, image => Assert.True(image is { Complete: true, NaturalWidth: > 0 }, image.ToString()));
    }
}
