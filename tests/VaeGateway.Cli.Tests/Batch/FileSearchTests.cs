using VaeGateway.Cli.Batch;

namespace VaeGateway.Cli.Tests.Batch;

public sealed class FileSearchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_is_searched_to_its_bottom_but_not_where_results_go()
    {
        Touch("in/b.jpg", "in/a/c.PNG", "in/notes.txt", "in/out/d.jpg", "in/.git/e.jpg");

        var found = Find(_folder.At("in"));

        Assert.Equal(["a/c.PNG", "b.jpg"], found.Files.Select(file => file.Place));
        Assert.Equal((1, 0), (found.Ignored, found.Faults.Count));
    }

    [Fact]
    public void Of_several_folders_each_keeps_its_name()
    {
        Touch("x/a.jpg", "y/a.jpg", "z.jpg");

        Assert.Equal(["x/a.jpg", "y/a.jpg", "z.jpg"], Find(_folder.At("x"), _folder.At("y"), _folder.At("z.jpg")).Files.Select(file => file.Place));
    }

    [Theory]
    [InlineData("in/*.jpg", "b.jpg")]
    [InlineData("in/*", "b.jpg")]
    [InlineData("in/**/*.jpg", "a/deep/d.jpg,b.jpg")]
    [InlineData("in/a/**", "c.PNG,deep/d.jpg")]
    [InlineData("in/*/*.png", "a/c.PNG")]
    [InlineData("*/a/c*", "in/a/c.PNG")]
    public void Patterns_keep_the_structure_below_their_fixed_part(string pattern, string expected)
    {
        Touch("in/b.jpg", "in/a/c.PNG", "in/a/deep/d.jpg", "in/notes.txt");

        Assert.Equal(expected.Split(','), Find(_folder.At(pattern)).Files.Select(file => file.Place));
    }

    [Theory]
    [InlineData("none.jpg", "does not exist")]
    [InlineData("in/*.webp", "matches no file")]
    [InlineData("none/*.jpg", "there is no folder")]
    public void A_path_that_leads_nowhere_is_a_fault_beside_the_others(string path, string cause)
    {
        Touch("in/b.jpg");

        var found = Find(_folder.At(path), _folder.At("in/b.jpg"));

        Assert.Single(found.Files);
        Assert.Contains(cause, Assert.Single(found.Faults).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_named_twice_is_one() =>
        Assert.Single(Find(Touch("in/b.jpg")[0], _folder.At("in"), _folder.At("in/*.jpg")).Files);

    [Fact]
    public void A_file_with_an_asterisk_in_its_name_is_a_file() => Assert.Equal("a*.jpg", Find(Touch("a*.jpg")[0]).Files.Single().Place);

    [Fact]
    public void A_link_in_a_circle_is_not_followed()
    {
        Touch("in/b.jpg");
        Directory.CreateSymbolicLink(_folder.At("in/again"), _folder.At("in"));

        Assert.Single(Find(_folder.At("in")).Files);
    }

    [Fact]
    public void Empty_files_and_links_to_nothing_are_faults()
    {
        _folder.Write("in/empty.jpg", []);
        File.CreateSymbolicLink(_folder.At("in/gone.jpg"), _folder.At("nowhere"));

        var found = Find(_folder.At("in"));

        Assert.Empty(found.Files);
        Assert.Equal(["empty.jpg is empty", "gone.jpg is a link that leads nowhere"], found.Faults.Select(fault => $"{fault.File} {fault.Note}"));
    }

    [Fact]
    public void Two_files_never_share_a_result()
    {
        Touch("x/a.jpg", "y/a.jpg");

        var plan = BatchPlan.Of(Find(_folder.At("x/a.jpg"), _folder.At("y/a.jpg")), new DirectoryInfo(_folder.At("out")), ImageToLatent.Rename);

        Assert.Equal(_folder.At("out/a.jpg.vgl"), Assert.Single(plan.Items).Output.FullName);
        Assert.Contains(_folder.At("x/a.jpg"), Assert.Single(plan.Faults).Note, StringComparison.Ordinal);
    }

    private FoundFiles Find(params string[] paths) =>
        new FileSearch(FileKinds.IsImage, new DirectoryInfo(_folder.At("in/out"))).Find(paths);

    private List<string> Touch(params string[] names) => [.. names.Select(name => _folder.Write(name, [1]))];
}
