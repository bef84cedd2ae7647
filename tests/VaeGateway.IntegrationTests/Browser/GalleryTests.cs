using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Browser;

/// <summary>The demo gallery in a real browser.</summary>
public sealed class GalleryTests
{
    private const string AcceptOfChromium = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";

    [Fact]
    public async Task Every_picture_is_painted_from_the_origin_and_again_from_latents()
    {
        await using var origin = await TestOrigin.StartAsync();
        origin.Fallback = Answers.Folder(Repository.DemoSite);
        await using var gateway = await GatewayProcess.StartAsync(origin.Address);

        var cold = await GalleryVisit.ToAsync(gateway.Address, "gallery-cold.png");
        var pictures = cold.Images.Select(image => image.Path).Where(path => !path.EndsWith(".svg", StringComparison.Ordinal)).Distinct().ToArray();
        foreach (var picture in pictures)
        {
            await gateway.Client.GetHitAsync(picture, AcceptOfChromium);
        }

        var warm = await GalleryVisit.ToAsync(gateway.Address, "gallery-warm.png");

        AssertPainted(cold);
        AssertPainted(warm);
        Assert.True(pictures.Length >= 8);
        Assert.All(pictures, picture => Assert.False(Find(cold, picture).IsHit));
        Assert.All(pictures, picture => Assert.True(Find(warm, picture).IsHit, picture));

        // A picture or two may be better off as they came, depending on the model.
        var asWebP = pictures.Count(picture => Find(warm, picture).ContentType == "image/webp");
        Assert.True(asWebP > pictures.Length / 2, $"{asWebP} of {pictures.Length} pictures came as WebP.");
    }

    private static SeenResponse Find(GalleryVisit visit, string path) => visit.Responses.Single(response => response.Path == path);

    private static void AssertPainted(GalleryVisit visit)
    {
        Assert.NotEmpty(visit.Images);
        Assert.All(visit.Images, image => Assert.True(image.Complete && image.NaturalWidth > 0, image.ToString()));
        Assert.All(visit.Responses, response => Assert.Equal(200, response.Status));
    }
}
