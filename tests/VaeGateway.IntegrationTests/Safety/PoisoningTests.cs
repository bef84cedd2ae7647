using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Safety;

/// <summary>What one client sends can't change what others get, nor fill the store with copies.</summary>
[Collection(Site.Collection)]
public sealed class PoisoningTests(Site site)
{
    [Theory]
    [InlineData("X-Forwarded-Host", "evil.example")]
    [InlineData("X-Forwarded-Scheme", "http")]
    [InlineData("X-Forwarded-Proto", "evil")]
    [InlineData("X-Forwarded-Port", "666")]
    [InlineData("X-Forwarded-Prefix", "/evil")]
    [InlineData("X-Host", "evil.example")]
    [InlineData("X-Original-Host", "evil.example")]
    [InlineData("X-Original-URL", "/evil")]
    [InlineData("X-Rewrite-URL", "/evil")]
    [InlineData("X-HTTP-Method-Override", "DELETE")]
    [InlineData("X-Method-Override", "DELETE")]
    [InlineData("Forwarded", "host=evil.example")]
    [InlineData("Transfer-Encoding", "evil")]
    [InlineData("Connection", "X-Evil")]
    [InlineData("Range", "bytes=0-1")]
    public async Task An_origin_that_echoes_a_header_does_not_echo_it_to_others(string name, string value)
    {
        var path = $"/poison/{name}";
        site.Origin.Map(path, EchoHeaders);
        using var attacker = new PlainClient(site.Gateway.Address);
        await attacker.GetAsync(path, null, (name, value));

        var victim = await site.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, victim.Status);
        Assert.DoesNotContain("evil", Encoding.UTF8.GetString(victim.Body), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("DELETE", Encoding.UTF8.GetString(victim.Body), StringComparison.Ordinal);
        Assert.EndsWith("the end", Encoding.UTF8.GetString(victim.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_of_all_kinds_make_no_new_entries()
    {
        site.Origin.Serve("/poison/photo.png", Photo.Png(500), "image/png");
        await site.Client.GetHitAsync("/poison/photo.png", "image/webp");
        var asked = site.Origin.RequestsTo("/poison/photo.png").Count;

        for (var i = 0; i < 30; i++)
        {
            var reply = await site.Client.GetAsync(
                "/poison/photo.png", $"image/webp;q=0.{i + 10}, image/x-{i}, */*;q=0.05",
                ("Cookie", $"id={i}"), ("User-Agent", $"agent {i}"), ("Accept-Language", $"x-{i}"), ("Accept-Encoding", $"x-{i}"), ("X-Any", $"{i}"), ("Origin", $"http://{i}.example"));
            Assert.True(reply.IsHit, reply.ToString());
            Assert.Equal("image/webp", reply.ContentType);
        }

        Assert.Equal(asked, site.Origin.RequestsTo("/poison/photo.png").Count);
    }

    [Fact]
    public async Task A_get_with_a_body_is_not_answered_for_others()
    {
        site.Origin.Map("/poison/fat", async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            await Answers.Bytes(Encoding.ASCII.GetBytes("said: " + await reader.ReadToEndAsync()), "text/plain", ("Cache-Control", "max-age=600"))(context);
        });
        using var fat = new HttpRequestMessage(HttpMethod.Get, "/poison/fat") { Content = new StringContent("evil") };
        using var own = await site.Client.Http.SendAsync(fat);

        Assert.Equal("said: evil", await own.Content.ReadAsStringAsync());
        Assert.Equal("said: ", Encoding.ASCII.GetString((await site.Client.GetAsync("/poison/fat")).Body));
    }

    [Fact]
    public async Task An_error_that_a_client_provokes_is_not_kept()
    {
        site.Origin.Map("/poison/huge", context => context.Request.Headers.ContainsKey("X-Huge")
            ? Refuse(context)
            : Answers.Bytes("good"u8.ToArray(), "text/plain", ("Cache-Control", "max-age=600"))(context));

        Assert.Equal(HttpStatusCode.BadRequest, (await site.Client.GetAsync("/poison/huge", null, ("X-Huge", new string('x', 20_000)))).Status);
        Assert.Equal(HttpStatusCode.OK, (await site.Client.GetAsync("/poison/huge")).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("image/*")]
    [InlineData("image/vnd.vaegateway.latent")]
    [InlineData("image/vnd.vaegateway.latent;model=\"another\"")]
    [InlineData("image/vnd.vaegateway.latent;model=\"ID\";q=0, image/*")]
    [InlineData("application/vnd.vaegateway.latent;model=\"ID\"")]
    public async Task A_latent_never_reaches_who_did_not_ask_for_it(string? accept)
    {
        site.Origin.Serve("/poison/latent.png", Photo.Png(501), "image/png");
        await site.Client.GetHitAsync("/poison/latent.png", site.Gateway.AcceptLatent);

        var reply = await site.Client.GetAsync("/poison/latent.png", accept?.Replace("ID", site.Gateway.ModelId, StringComparison.Ordinal));

        Assert.NotEqual("image/vnd.vaegateway.latent", reply.MediaType);
        Assert.True(Pixels.Psnr(Photo.Create(501), Pixels.Of(reply.Body)) > 25);
    }

    [Theory]
    [InlineData("image/webp")]
    [InlineData("image/jpeg")]
    [InlineData("LATENT")]
    public async Task Images_may_not_be_taken_for_anything_else(string accept)
    {
        site.Origin.Serve("/poison/sniff.png", Photo.Png(502), "image/png");
        var form = accept == "LATENT" ? site.Gateway.AcceptLatent : accept;
        var miss = await site.Client.GetAsync("/poison/sniff.png", form);
        var hit = await site.Client.GetHitAsync("/poison/sniff.png", form);

        Assert.Equal(("nosniff", "nosniff"), (miss.Field("X-Content-Type-Options"), hit.Field("X-Content-Type-Options")));
    }

    private static Task EchoHeaders(HttpContext context)
    {
        var told = context.Request.Headers.Where(header => header.Key is not ("Host" or "X-Forwarded-For" or "traceparent")).Select(header => $"{header.Key}: {header.Value}");
        return Answers.Bytes(
            Encoding.UTF8.GetBytes($"{context.Request.Method} {string.Join('\n', told)} the end"), "text/plain", ("Cache-Control", "max-age=600"))(context);
    }

    private static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.Headers.CacheControl = "max-age=600";
        return Task.CompletedTask;
    }
}
