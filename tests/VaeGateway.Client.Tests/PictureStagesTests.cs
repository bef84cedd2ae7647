using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using VaeGateway.Client.Tests.Support;

namespace VaeGateway.Client.Tests;

/// <summary>Preview first, then the picture, over a socket that gives the bytes piece by piece.</summary>
[Collection(TrainedModel.Collection)]
public sealed class PictureStagesTests(TrainedModel trained)
{
    private static readonly Uri Photo = new("/photo.jpg", UriKind.Relative);

    public static TheoryData<string> Breaks => new(BreakByName.Keys);

    private static Dictionary<string, Func<HttpContext, byte[], Task>> BreakByName { get; } = new()
    {
        ["damaged"] = (context, rest) => SocketGateway.SendAsync(context, Damaged(rest)),
        ["cut short"] = (context, rest) => SocketGateway.SendAsync(context, rest.AsMemory(0, rest.Length - 1)),
        ["connection lost"] = (context, rest) =>
        {
            context.Abort();
            return Task.CompletedTask;
        },
    };

    [Fact]
    public async Task The_preview_comes_while_the_rest_is_still_held_back()
    {
        var rest = new TaskCompletionSource();
        await using var gateway = await StartAsync(async context =>
        {
            await SendPreviewAsync(context);
            await rest.Task;
            await SocketGateway.SendAsync(context, trained.Latent.AsMemory(trained.PreviewBytes));
        });
        using var app = NewApp(gateway);
        await using var stages = app.Http.GetPictureStagesAsync(Photo).GetAsyncEnumerator();

        Assert.True(await stages.MoveNextAsync());
        var preview = stages.Current;
        Assert.Equal((true, trained.PreviewBytes), (preview.IsPreview, preview.LatentBytes));
        Assert.Equal(trained.Preview.Samples, preview.Pixels!.Samples.ToArray());
        Assert.NotEqual(trained.Decoded.Samples, preview.Pixels.Samples.ToArray());

        rest.SetResult();
        Assert.True(await stages.MoveNextAsync());
        Assert.Equal((false, trained.Latent.Length), (stages.Current.IsPreview, stages.Current.LatentBytes));
        Assert.Equal(trained.Decoded.Samples, stages.Current.Pixels!.Samples.ToArray());
        Assert.False(await stages.MoveNextAsync());
        Assert.Equal([true], gateway.Asked);
    }

    [Fact]
    public async Task Bytes_that_trickle_in_give_the_same_stages()
    {
        var previewSeen = new TaskCompletionSource();
        await using var gateway = await StartAsync(async context =>
        {
            for (var i = 0; i < trained.Latent.Length; i++)
            {
                await (i == trained.Latent.Length - 1 ? previewSeen.Task : Task.CompletedTask);
                await SocketGateway.SendAsync(context, trained.Latent.AsMemory(i, 1));
            }
        });
        using var app = NewApp(gateway);

        var seen = await SeenAsync(app, previewSeen.SetResult);

        Assert.Equal([(true, trained.Preview.Samples), (false, trained.Decoded.Samples)], seen, SameStage);
    }

    [Fact]
    public async Task A_latent_that_arrives_at_once_has_no_preview()
    {
        using var app = new ClientApp(options => options.ModelFolder = TrainedModel.Folder);
        app.Gateway.ServeImage(Photo.OriginalString, trained.Latent, SocketGateway.Ordinary);

        Assert.Equal([(false, trained.Decoded.Samples)], await SeenAsync(app), SameStage);
        Assert.Single(app.Gateway.Sent);
    }

    [Fact]
    public async Task An_ordinary_image_is_the_only_stage_and_has_no_pixels()
    {
        using var app = new ClientApp(options => options.ModelFolder = TrainedModel.Folder);
        app.Gateway.Answers[Photo.OriginalString] = _ => FakeGateway.Reply("image/jpeg", Encoding.UTF8.GetBytes(SocketGateway.Ordinary));

        Assert.Equal([(false, Encoding.UTF8.GetBytes(SocketGateway.Ordinary))], await SeenAsync(app), SameStage);
        Assert.True(Assert.Single(app.Gateway.Sent).AsksForLatent);
    }

    [Fact]
    public async Task A_client_without_latent_decoding_gets_the_ordinary_image()
    {
        using var gateway = new FakeGateway(TrainedModel.Folder);
        gateway.ServeImage(Photo.OriginalString, trained.Latent, SocketGateway.Ordinary);
        using var http = new HttpClient(gateway) { BaseAddress = new Uri("http://gateway.test") };

        await foreach (var stage in http.GetPictureStagesAsync(Photo))
        {
            Assert.Null(stage.Pixels);
            Assert.Equal(SocketGateway.Ordinary, await stage.Response.Content.ReadAsStringAsync());
        }

        Assert.Single(gateway.Sent);
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_latent_that_breaks_after_its_preview_is_asked_for_again_as_ordinary_image(string how)
    {
        var previewSeen = new TaskCompletionSource();
        await using var gateway = await StartAsync(async context =>
        {
            await SendPreviewAsync(context);
            await previewSeen.Task;
            await BreakByName[how](context, trained.Latent[trained.PreviewBytes..]);
        });
        using var app = NewApp(gateway);

        var seen = await SeenAsync(app, previewSeen.SetResult);

        Assert.Equal([(true, trained.Preview.Samples), (false, Encoding.UTF8.GetBytes(SocketGateway.Ordinary))], seen, SameStage);
        Assert.Equal([true, false], gateway.Asked);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(30)]
    public async Task A_latent_that_ends_before_its_preview_is_asked_for_again(int bytes)
    {
        await using var gateway = await StartAsync(context => SocketGateway.SendAsync(context, trained.Latent.AsMemory(0, bytes)));
        using var app = NewApp(gateway);

        Assert.Equal([(false, Encoding.UTF8.GetBytes(SocketGateway.Ordinary))], await SeenAsync(app), SameStage);
        Assert.Equal([true, false], gateway.Asked);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    public async Task A_damaged_header_is_noticed_without_waiting_for_the_rest(int offset)
    {
        var damaged = trained.Latent.ToArray();
        damaged[offset] ^= 1;
        await using var gateway = await StartAsync(async context =>
        {
            await SocketGateway.SendAsync(context, damaged.AsMemory(0, trained.PreviewBytes));
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var app = NewApp(gateway);

        Assert.Equal([(false, Encoding.UTF8.GetBytes(SocketGateway.Ordinary))], await SeenAsync(app), SameStage);
    }

    [Fact]
    public async Task A_stages_pixels_end_with_it_and_copies_stay()
    {
        await using var gateway = await StartAsync(async context =>
        {
            await SendPreviewAsync(context);
            await SocketGateway.SendAsync(context, trained.Latent.AsMemory(trained.PreviewBytes));
        });
        using var app = NewApp(gateway);
        List<(PictureStage Stage, byte[] Copy)> seen = [];

        await foreach (var stage in app.Http.GetPictureStagesAsync(Photo))
        {
            seen.Add((stage, stage.Pixels!.ToImage().Samples));
        }

        Assert.Equal(trained.Decoded.Samples, seen[^1].Copy);
        Assert.All(seen, one => Assert.Throws<ObjectDisposedException>(() => one.Stage.Pixels!.Samples));
    }

    [Fact]
    public async Task An_error_of_the_server_is_an_error_and_not_a_stage()
    {
        using var app = new ClientApp(options => options.ModelFolder = TrainedModel.Folder);
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => SeenAsync(app));
        Assert.Equal(HttpStatusCode.NotFound, error.StatusCode);
    }

    private static byte[] Damaged(byte[] rest)
    {
        rest[rest.Length / 2] ^= 1;
        return rest;
    }

    private static bool SameStage((bool IsPreview, byte[] Shown) one, (bool IsPreview, byte[] Shown) other) =>
        one.IsPreview == other.IsPreview && one.Shown.AsSpan().SequenceEqual(other.Shown);

    private static async Task<List<(bool IsPreview, byte[] Shown)>> SeenAsync(ClientApp app, Action? onPreview = null)
    {
        List<(bool, byte[])> seen = [];
        await foreach (var stage in app.Http.GetPictureStagesAsync(Photo))
        {
            seen.Add((stage.IsPreview, stage.Pixels?.Samples.ToArray() ?? await stage.Response.Content.ReadAsByteArrayAsync()));
            if (stage.IsPreview)
            {
                onPreview?.Invoke();
            }
        }

        return seen;
    }

    private static ClientApp NewApp(SocketGateway gateway) => new(options => options.ModelFolder = TrainedModel.Folder, gateway.Address);

    private static Task<SocketGateway> StartAsync(Func<HttpContext, Task> sendLatent) => SocketGateway.StartAsync(sendLatent);

    private Task SendPreviewAsync(HttpContext context) => SocketGateway.SendAsync(context, trained.Latent.AsMemory(0, trained.PreviewBytes));
}
