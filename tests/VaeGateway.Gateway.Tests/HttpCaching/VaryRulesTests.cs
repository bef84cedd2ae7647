using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Tests.HttpCaching;

public sealed class VaryRulesTests
{
    [Theory]
    [InlineData("Foo: 1", "Foo: 1", true)]
    [InlineData("Foo: 1", "Foo: 2", false)]
    [InlineData("Foo: 1", "", false)]
    [InlineData("", "Foo: 1", false)]
    [InlineData("", "", true)]
    [InlineData("Foo: 1|Other: 1", "foo: 1|Other: 2", true)]
    [InlineData("Foo: 1, 2", "Foo: 1|Foo: 2", true)]
    [InlineData("Foo: 1,2", "Foo:  1 , 2 ", true)]
    [InlineData("Foo: 1, 2", "Foo: 2, 1", false)]
    [InlineData("Foo: a", "Foo: A", false)]
    [InlineData("Accept-Language: en, de", "Accept-Language: De , eN", true)]
    [InlineData("Accept-Language: en, de;q=0.5", "Accept-Language: de; q=0.5, en", true)]
    [InlineData("Accept-Language: en, de;q=0.5", "Accept-Language: de, en", false)]
    [InlineData("Accept-Encoding: gzip, br", "Accept-Encoding: br,gzip", true)]
    public void Requests_that_mean_the_same_choose_the_same(string stored, string asked, bool expected)
    {
        var choice = VaryRules.Of(Heads.Of(stored), Heads.Of("Vary: Foo, Accept-Language|Vary: accept-encoding"), isImage: false);

        Assert.Equal(expected, VaryRules.Matches(Heads.Of(asked), choice, ""));
    }

    [Theory]
    [InlineData("fr;q=0.5, de;q=1.0", "de", true)]
    [InlineData("de", "DE", true)]
    [InlineData("fr, de;q=0.9", "de", false)]
    [InlineData("fr, de", "de", false)]
    [InlineData("de;q=0", "de", false)]
    [InlineData("", "de", false)]
    [InlineData("de, fr;q=0.5", "", false)]
    public void Who_likes_the_language_best_gets_it(string asked, string language, bool expected)
    {
        var choice = VaryRules.Of(Heads.Of("Accept-Language: en"), Heads.Of("Vary: Accept-Language"), isImage: false);

        Assert.Equal(expected, VaryRules.Matches(Heads.Of($"Accept-Language: {asked}"), choice, language));
    }

    [Fact]
    public void Of_images_the_gateway_negotiates_the_form_itself()
    {
        var response = Heads.Of("Vary: Accept, Accept-Encoding, Origin");
        var request = Heads.Of("Accept: image/webp|Accept-Encoding: br|Origin: https://a.example");

        Assert.Equal("origin:https://a.example", VaryRules.Of(request, response, isImage: true).ToString());
        Assert.Equal(3, VaryRules.Of(request, response, isImage: false).Values.Count);
    }

    [Fact]
    public void The_order_of_names_means_nothing()
    {
        var request = Heads.Of("A: 1|B: 2");

        Assert.Equal(VaryRules.Of(request, Heads.Of("Vary: A, B"), false), VaryRules.Of(request, Heads.Of("Vary: b, a, B"), false));
        Assert.True(VaryRules.Of(request, Heads.Of("X: y"), false).IsAny);
    }
}
