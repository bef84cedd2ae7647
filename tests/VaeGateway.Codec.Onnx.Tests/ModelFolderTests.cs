namespace VaeGateway.Codec.Onnx.Tests;

public sealed class ModelFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("model").FullName;

    [Fact]
    public void The_committed_model_bears_the_name_of_its_folder() =>
        Assert.Equal(Path.GetFileName(CommittedModel.Folder), ModelFolder.Open(CommittedModel.Folder).Manifest.Id);

    [Fact]
    public void A_missing_folder_is_named() =>
        Assert.Contains("/nowhere", Assert.Throws<InvalidModelException>(() => OnnxLatentModel.Load("/nowhere")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_changed_network_is_refused()
    {
        Copy();
        var path = Path.Combine(_folder, "scale.onnx");
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("hash", Assert.Throws<InvalidModelException>(() => OnnxLatentModel.Load(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_network_is_named()
    {
        Copy();
        File.Delete(Path.Combine(_folder, "mean.onnx"));
        Assert.Contains("mean.onnx", Assert.Throws<InvalidModelException>(() => OnnxLatentModel.Load(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_what_the_search_needs_encodes_without_effort_only()
    {
        Copy();
        var path = Path.Combine(_folder, ModelManifest.FileName);
        var manifest = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(path))!;
        manifest["files"]!["residual"] = manifest["files"]!["scale"]!.DeepClone();
        File.WriteAllText(path, manifest.ToJsonString());

        Assert.Contains("Effort to 0", Assert.Throws<InvalidModelException>(() => OnnxLatentModel.Load(_folder)).Message, StringComparison.Ordinal);
        OnnxLatentModel.Load(_folder, new OnnxModelOptions { Effort = 0 }).Dispose();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("null")]
    public void A_broken_manifest_is_refused(string json)
    {
        File.WriteAllText(Path.Combine(_folder, ModelManifest.FileName), json);
        Assert.Throws<InvalidModelException>(() => OnnxLatentModel.Load(_folder));
    }

    [Theory]
    [InlineData("files")]
    [InlineData("selfTest")]
    [InlineData("magnitudeTables")]
    public void A_manifest_with_a_null_is_refused(string field)
    {
        Copy();
        var path = Path.Combine(_folder, ModelManifest.FileName);
        var manifest = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(path))!;
        manifest[field] = null;
        File.WriteAllText(path, manifest.ToJsonString());
        Assert.Throws<InvalidModelException>(() => OnnxLatentModel.Load(_folder));
    }

    [Fact]
    public void A_failed_self_test_is_refused()
    {
        Copy();
        var path = Path.Combine(_folder, ModelManifest.FileName);
        var expected = ModelFolder.Open(_folder).Manifest.SelfTest.ScaleIndexSha256;
        File.WriteAllText(path, File.ReadAllText(path).Replace(expected, new string('0', 64), StringComparison.Ordinal));
        Assert.Contains("self-test", Assert.Throws<InvalidModelException>(() => OnnxLatentModel.Load(_folder)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Copy()
    {
        foreach (var file in Directory.GetFiles(CommittedModel.Folder))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }
    }
}
