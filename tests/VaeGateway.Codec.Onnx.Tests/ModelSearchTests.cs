namespace VaeGateway.Codec.Onnx.Tests;

public sealed class ModelSearchTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("vaegateway-models-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void The_newest_model_above_is_found()
    {
        AddModel("old", DateTime.UnixEpoch);
        AddModel("new", DateTime.UnixEpoch.AddDays(1));
        _root.CreateSubdirectory("models/empty");
        var start = _root.CreateSubdirectory("a/b/c").FullName;

        Assert.Equal(Path.Combine(_root.FullName, "models", "new"), ModelSearch.Above(start)[0]);
    }

    [Fact]
    public void A_models_folder_without_a_model_does_not_end_the_search()
    {
        AddModel("vg1", DateTime.UnixEpoch);
        var start = _root.CreateSubdirectory("a/models/training").Parent!.Parent!.FullName;

        Assert.Equal(Path.Combine(_root.FullName, "models", "vg1"), ModelSearch.Above(start)[0]);
    }

    private void AddModel(string id, DateTime written)
    {
        var manifest = Path.Combine(_root.CreateSubdirectory($"models/{id}").FullName, "model.json");
        File.WriteAllText(manifest, "{}");
        File.SetLastWriteTimeUtc(manifest, written);
    }
}
