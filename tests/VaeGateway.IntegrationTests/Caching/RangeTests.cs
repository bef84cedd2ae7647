using System.Net;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Caching;

/// <summary>Parts of what is stored, cut from the form that this client is served.</summary>
[Collection(Site.Collection)]
public sealed class RangeTests(Site site)
{
    private const string Path = "/range/photo.png";
    private static readonly string[] Forms = ["image/webp", "image/jpeg", "latent"];

    [Fact]
    public async Task Parts_of_each_form_make_up_the_whole()
    {
        await StoreAsync();
        foreach (var form in Forms)
        {
            var accept = form == "latent" ? site.Gateway.AcceptLatent : form;
            var whole = await site.Client.GetAsync(Path, accept);
            var first = await site.Client.GetAsync(Path, accept, ("Range", "bytes=0-99"));
            var rest = await site.Client.GetAsync(Path, accept, ("Range", "bytes=100-"));
            var last = await site.Client.GetAsync(Path, accept, ("Range", "bytes=-10"));

            Assert.All([first, rest, last], part => Assert.Equal(HttpStatusCode.PartialContent, part.Status));
            Assert.All([first, rest, last], part => Assert.Equal((whole.EntityTag, whole.ContentType), (part.EntityTag, part.ContentType)));
            Assert.Equal(whole.Body, first.Body.Concat(rest.Body));
            Assert.Equal(whole.Body[^10..], last.Body);
            Assert.Equal($"bytes 0-99/{whole.Body.Length}", first.ContentHeaders.ContentRange!.ToString());
        }
    }

    [Fact]
    public async Task A_part_beyond_the_end_is_refused()
    {
        await StoreAsync();
        var whole = await site.Client.GetAsync(Path, "image/webp");
        var beyond = await site.Client.GetAsync(Path, "image/webp", ("Range", $"bytes={whole.Body.Length}-"));

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.Status);
        Assert.Equal($"bytes */{whole.Body.Length}", beyond.ContentHeaders.ContentRange!.ToString());
        Assert.Empty(beyond.Body);
    }

    [Theory]
    [InlineData("bytes=0-1,5-6")]
    [InlineData("bytes=9-1")]
    [InlineData("lines=1-2")]
    public async Task What_is_not_one_range_gets_the_whole(string range)
    {
        await StoreAsync();
        var whole = await site.Client.GetAsync(Path, "image/webp");
        var reply = await site.Client.GetAsync(Path, "image/webp", ("Range", range));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(whole.Body, reply.Body);
    }

    [Fact]
    public async Task A_download_goes_on_only_in_the_form_in_which_it_began()
    {
        await StoreAsync();
        var tag = (await site.Client.GetAsync(Path, "image/webp")).EntityTag!;

        var same = await site.Client.GetAsync(Path, "image/webp", ("Range", "bytes=5-9"), ("If-Range", tag));
        var another = await site.Client.GetAsync(Path, "image/jpeg", ("Range", "bytes=5-9"), ("If-Range", tag));

        Assert.Equal((HttpStatusCode.PartialContent, 5), (same.Status, same.Body.Length));
        Assert.Equal(HttpStatusCode.OK, another.Status);
    }

    [Fact]
    public async Task A_page_is_cut_too_and_its_origin_not_asked()
    {
        site.Origin.Serve("/range/page.txt", "0123456789"u8.ToArray(), "text/plain");
        await site.Client.GetAsync("/range/page.txt");

        var part = await site.Client.GetAsync("/range/page.txt", null, ("Range", "bytes=2-4"));

        Assert.Equal("234"u8.ToArray(), part.Body);
        Assert.True(part.IsHit);
        Assert.Single(site.Origin.RequestsTo("/range/page.txt"));
    }

    [Fact]
    public async Task A_part_that_the_origin_sends_passes_and_is_not_stored_as_the_whole()
    {
        site.Origin.Map("/range/passed.txt", context =>
        {
            var isPart = context.Request.Headers.Range.Count > 0;
            context.Response.StatusCode = isPart ? 206 : 200;
            context.Response.Headers.CacheControl = "max-age=600";
            context.Response.Headers.ContentRange = isPart ? "bytes 2-4/10" : default;
            return context.Response.Body.WriteAsync(isPart ? "234"u8.ToArray() : "0123456789"u8.ToArray()).AsTask();
        });

        Assert.Equal("234"u8.ToArray(), (await site.Client.GetAsync("/range/passed.txt", null, ("Range", "bytes=2-4"))).Body);
        Assert.Equal("0123456789"u8.ToArray(), (await site.Client.GetAsync("/range/passed.txt")).Body);
    }

    private async Task StoreAsync()
    {
        site.Origin.Serve(Path, Photo.Png(200), "image/png");
        await site.Client.GetHitAsync(Path, "image/webp");
    }
}
