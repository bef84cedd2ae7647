using Microsoft.Extensions.Primitives;
using VaeGateway.Gateway.Negotiation;

namespace VaeGateway.Gateway.Tests.Negotiation;

public sealed class AcceptHeaderTests
{
    private const string Latent = "image/vnd.vaegateway.latent";

    [Theory]
    [InlineData(null, nameof(Variant.Jpeg))]
    [InlineData("", nameof(Variant.Jpeg))]
    [InlineData("*/*", nameof(Variant.Jpeg))]
    [InlineData("image/*", nameof(Variant.Jpeg))]
    [InlineData("image/webp,*/*", nameof(Variant.WebP))]
    [InlineData("IMAGE/WebP", nameof(Variant.WebP))]
    [InlineData("image/webp;q=0.5, */*", nameof(Variant.Jpeg))]
    [InlineData("image/webp;q=0, */*", nameof(Variant.Jpeg))]
    [InlineData("image/webp, image/jpeg;q=0.9", nameof(Variant.WebP))]
    [InlineData("image/jpeg;q=0, image/*", nameof(Variant.Original))]
    [InlineData("image/*;q=0, */*", nameof(Variant.Original))]
    [InlineData("image/png", nameof(Variant.Original))]
    [InlineData("image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8", nameof(Variant.WebP))]
    [InlineData("image/avif,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5", nameof(Variant.Jpeg))]
    [InlineData("nonsense", nameof(Variant.Original))]
    [InlineData("nonsense, */*", nameof(Variant.Jpeg))]
    public void Ordinary_images(string? accept, string expected) => Assert.Equal(expected, Choose(accept));

    [Theory]
    [InlineData(Latent + ";model=\"vg1\", */*", nameof(Variant.Latent))]
    [InlineData(Latent + ";model=vg1", nameof(Variant.Latent))]
    [InlineData("image/webp, " + Latent + "; Model=\"vg1\"", nameof(Variant.Latent))]
    [InlineData(Latent + ";model=\"vg9\", " + Latent + ";model=\"vg1\"", nameof(Variant.Latent))]
    [InlineData(Latent + ";model=\"vg1\";q=0.9, image/webp", nameof(Variant.WebP))]
    [InlineData(Latent + ";model=\"vg1\";q=0, */*", nameof(Variant.Jpeg))]
    [InlineData(Latent + ";model=\"vg9\", image/webp", nameof(Variant.WebP))]
    [InlineData(Latent + ";model=\"VG1\", */*", nameof(Variant.Jpeg))]
    [InlineData(Latent + ", */*", nameof(Variant.Jpeg))]
    [InlineData(Latent + "2;model=\"vg1\"", nameof(Variant.Original))]
    public void Latents_go_only_to_who_names_the_model(string accept, string expected) => Assert.Equal(expected, Choose(accept));

    [Theory]
    [InlineData("image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8", nameof(Variant.Avif))]
    [InlineData("image/avif", nameof(Variant.Avif))]
    [InlineData("image/avif;q=0.5,image/webp", nameof(Variant.WebP))]
    [InlineData("image/avif;q=0,image/webp", nameof(Variant.WebP))]
    [InlineData("image/webp,*/*", nameof(Variant.WebP))]
    [InlineData("image/*", nameof(Variant.Original))]
    [InlineData("image/jpeg", nameof(Variant.Original))]
    [InlineData(null, nameof(Variant.Original))]
    public void An_AVIF_goes_only_to_who_names_it(string? accept, string expected) => Assert.Equal(expected, Parse(accept).ChooseOfAvif().ToString());

    [Theory]
    [InlineData(Latent + ";model=\"vg1\", image/webp, */*;q=0.8", "image/webp, */*;q=0.8")]
    [InlineData(Latent + ";model=\"vg1\"", "")]
    [InlineData("image/webp", "image/webp")]
    [InlineData(Latent + ";model=\"a,b\", image/png", "image/png")]
    public void The_origin_hears_nothing_of_latents(string accept, string expected) =>
        Assert.Equal(expected, AcceptHeader.WithoutLatent(accept).ToString());

    private static string Choose(string? accept) => Parse(accept).Choose().ToString();

    private static AcceptedFormats Parse(string? accept) => AcceptHeader.Parse(accept is null ? StringValues.Empty : new StringValues(accept), "vg1");
}
