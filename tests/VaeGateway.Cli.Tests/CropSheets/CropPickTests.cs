using VaeGateway.Cli.CropSheets;

namespace VaeGateway.Cli.Tests.CropSheets;

public sealed class CropPickTests
{
    private static readonly FileInfo[] Files = [new("/photos/a.png"), new("/photos/b.jpg"), new("/photos/b.png")];

    [Fact]
    public void Reads_names_and_corners() => Assert.Equal(
        [new CropPick("a", null), new CropPick("b.png", (300, 120)), new CropPick("7", null)], CropPick.Parse("a,b.png@300,120,7"));

    [Theory]
    [InlineData("")]
    [InlineData("a,,b")]
    [InlineData("a@3")]
    [InlineData("a@3,x")]
    [InlineData("@3,4")]
    public void Refuses_what_is_written_otherwise(string text) => Assert.Null(CropPick.Parse(text));

    [Fact]
    public void Finds_files_with_and_without_extension()
    {
        Assert.Same(Files[0], new CropPick("a", null).FindIn(Files));
        Assert.Same(Files[2], new CropPick("b.png", null).FindIn(Files));
    }

    [Fact]
    public void Says_what_the_folder_holds() =>
        Assert.Contains("a.png to b.png", Assert.Throws<BadInputException>(() => new CropPick("c", null).FindIn(Files)).Message, StringComparison.Ordinal);
}
