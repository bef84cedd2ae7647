using VaeGateway.Cli.ModelCards;

namespace VaeGateway.Cli.Tests.ModelCards;

public sealed class MarkedSectionTests
{
    [Fact]
    public void Replaces_what_is_between_and_nothing_else() => Assert.Equal(
        $"# vg1\n\nprose  \n{MarkedSection.Begin}\nnew\n{MarkedSection.End}\n\n## Where it is bad\n",
        MarkedSection.Replace($"# vg1\n\nprose  \n{MarkedSection.Begin}\nold\nold\n{MarkedSection.End}\n\n## Where it is bad\n", "new"));

    [Fact]
    public void Goes_to_the_end_of_a_card_without_it() => Assert.Equal(
        $"# vg1\n\n{MarkedSection.Begin}\nnew\n{MarkedSection.End}\n", MarkedSection.Replace("# vg1\n", "new"));

    [Fact]
    public void Twice_is_as_once()
    {
        var once = MarkedSection.Replace("# vg1\n", "new");

        Assert.Equal(once, MarkedSection.Replace(once, "new"));
    }

    [Theory]
    [InlineData("<!-- measured:begin -->\n", "measured:end --> is missing")]
    [InlineData("<!-- measured:end -->\n", "measured:begin --> is missing")]
    [InlineData("<!-- measured:end --> <!-- measured:begin -->", "comes before")]
    [InlineData("<!-- measured:begin --> <!-- measured:begin --> <!-- measured:end -->", "comes twice")]
    public void Refuses_a_card_whose_lines_make_no_sense(string card, string cause) => Assert.Contains(
        cause, Assert.Throws<BadInputException>(() => MarkedSection.Replace(card, "new")).Message, StringComparison.Ordinal);
}
