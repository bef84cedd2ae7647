using VaeGateway.Cli.Models;

namespace VaeGateway.Cli.Tests;

public sealed class ModelLocatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_newest_model_of_the_nearest_folder_above_comes_first()
    {
        _folder.Write("models/far/model.json", []);
        var old = _folder.Write("a/models/old/model.json", []);
        _folder.Write("a/models/new/model.json", []);
        _folder.Write("a/models/training/readme.txt", []);
        _folder.Write("a/b/c/models/empty.txt", []);
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-1));

        Assert.Equal([_folder.At("a/models/new"), _folder.At("a/models/old")], ModelLocator.SearchUp(_folder.At("a/b/c")));
    }

    [Fact]
    public void A_given_folder_goes_before_all() =>
        Assert.Equal(_folder.Path, ModelLocator.Find(new DirectoryInfo(_folder.Path)));
}
