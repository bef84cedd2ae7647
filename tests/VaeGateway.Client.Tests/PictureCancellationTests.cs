using VaeGateway.Client.Tests.Support;

namespace VaeGateway.Client.Tests;

/// <summary>Whoever stops waiting is let go at once, at every stage, and the server is told.</summary>
[Collection(TrainedModel.Collection)]
public sealed class PictureCancellationTests(TrainedModel trained)
{
    private static readonly Uri Photo = new("/photo.jpg", UriKind.Relative);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public enum Point
    {
        BeforeHeaders,
        WithinHeader,
        WithinHyperLatent,
        AfterPreview,
        WithinResidual,
    }

    public static TheoryData<Point> Points => new(Enum.GetValues<Point>());

    [Theory]
    [MemberData(nameof(Points))]
    public async Task Cancelled_stages_end_and_the_server_is_let_go(Point point)
    {
        using var cancel = new CancellationTokenSource();
        await using var gateway = await StartAsync(point, () => cancel.CancelAsync());
        using var app = NewApp(gateway);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var stage in app.Http.GetPictureStagesAsync(Photo).WithCancellation(cancel.Token))
            {
                Assert.True(stage.IsPreview);
                if (point == Point.AfterPreview)
                {
                    await cancel.CancelAsync();
                }
            }
        });

        await gateway.Abandoned.WaitAsync(Patience);
        Assert.Equal([true], gateway.Asked);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task A_cancelled_request_ends_and_is_not_sent_again(Point point)
    {
        using var cancel = new CancellationTokenSource();
        await using var gateway = await StartAsync(point, () => cancel.CancelAsync());
        using var app = NewApp(gateway);
        var pixels = app.Http.GetPixelsAsync(Photo, cancel.Token);
        if (point == Point.AfterPreview)
        {
            await cancel.CancelAsync();
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pixels);
        Assert.DoesNotContain(false, gateway.Asked);
    }

    [Fact]
    public async Task Whoever_leaves_after_the_preview_ends_the_download()
    {
        await using var gateway = await StartAsync(Point.AfterPreview, () => Task.CompletedTask);
        using var app = NewApp(gateway);

        await foreach (var stage in app.Http.GetPictureStagesAsync(Photo))
        {
            Assert.Equal(trained.Preview.Samples, stage.Pixels!.Samples.ToArray());
            break;
        }

        await gateway.Abandoned.WaitAsync(Patience);
    }

    private static ClientApp NewApp(SocketGateway gateway) => new(options => options.ModelFolder = TrainedModel.Folder, gateway.Address);

    /// <summary>Sends up to the point, says so, and then nothing more.</summary>
    private Task<SocketGateway> StartAsync(Point point, Func<Task> whenThere) => SocketGateway.StartAsync(async context =>
    {
        var bytes = point switch
        {
            Point.BeforeHeaders => 0,
            Point.WithinHeader => 6,
            Point.WithinHyperLatent => trained.PreviewBytes - 1,
            Point.AfterPreview => trained.PreviewBytes,
            _ => trained.Latent.Length - 1,
        };
        if (bytes > 0)
        {
            await SocketGateway.SendAsync(context, trained.Latent.AsMemory(0, bytes));
        }

        if (point != Point.AfterPreview)
        {
            await whenThere();
        }

        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    });
}
