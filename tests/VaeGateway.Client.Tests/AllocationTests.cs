using VaeGateway.Client.Tests.Support;

namespace VaeGateway.Client.Tests;

/// <summary>At steady state a picture takes nothing from the large object heap.</summary>
/// <remarks>An object goes there from 85,000 bytes; what allocates less than that altogether can't have put anything there.</remarks>
[Collection(Alone)]
public sealed class AllocationTests(TrainedModel trained) : IClassFixture<TrainedModel>
{
    private const string Alone = "Alone, since it counts all of the process's allocations";
    private const int LargeObjectBytes = 85_000;
    private const int Pictures = 6;

    private static readonly Uri Photo = new("/photo.jpg", UriKind.Relative);

    [Fact]
    public Task Pixels_of_a_response() => AssertNothingLargeAsync(async http =>
    {
        using var response = await http.GetAsync(Photo, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(768, Assert.IsType<DecodedImageContent>(response.Content).Pixels.Width);
    });

    [Fact]
    public Task Stages() => AssertNothingLargeAsync(async http =>
    {
        await foreach (var stage in http.GetPictureStagesAsync(Photo))
        {
            Assert.Equal(512, stage.Pixels!.Height);
        }
    });

    [Fact]
    public Task A_png_read_as_stream() => AssertNothingLargeAsync(async http =>
    {
        await using var stream = await http.GetStreamAsync(Photo);
        await stream.CopyToAsync(Stream.Null);
    });

    private async Task AssertNothingLargeAsync(Func<HttpClient, Task> show)
    {
        using var app = new ClientApp(options => options.ModelFolder = TrainedModel.Folder);
        app.Gateway.ServeImage(Photo.OriginalString, trained.Encode(768, 512), "ordinary");
        var least = long.MaxValue;
        for (var i = 0; i < Pictures; i++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await show(app.Http);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.InRange(least, 1, LargeObjectBytes - 1);
    }

    [CollectionDefinition(Alone, DisableParallelization = true)]
    public sealed class SerialTests;
}
