using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using VaeGateway.Codec.Onnx;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Http;

/// <summary>The gateway hands its model to clients, and nothing else.</summary>
[Collection(Site.Collection)]
public sealed class ModelEndpointTests(Site site)
{
    private const string List = "/.well-known/vaegateway/models";

    [Fact]
    public async Task Every_listed_file_has_the_length_and_hash_of_the_list()
    {
        using var list = JsonDocument.Parse((await site.Client.GetAsync(List)).Body);
        var files = list.RootElement.GetProperty("models")[0].GetProperty("files").EnumerateArray().ToArray();

        Assert.Contains(files, file => file.GetProperty("name").GetString() == ModelManifest.FileName);
        foreach (var file in files)
        {
            var reply = await site.Client.GetAsync(file.GetProperty("url").GetString()!);
            Assert.Equal(HttpStatusCode.OK, reply.Status);
            Assert.Equal(file.GetProperty("bytes").GetInt64(), reply.Body.Length);
            Assert.Equal(file.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(reply.Body)));
            Assert.Contains("immutable", reply.Field("Cache-Control"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_manifest_served_is_the_one_on_disk_and_names_the_listed_model()
    {
        using var list = JsonDocument.Parse((await site.Client.GetAsync(List)).Body);
        var model = list.RootElement.GetProperty("models")[0];

        var reply = await site.Client.GetAsync($"{List}/{site.Gateway.ModelId}/{ModelManifest.FileName}");
        var manifest = ModelManifest.Parse(reply.Body);

        Assert.Equal(ModelFolder.Open(Repository.Model).Manifest.Sha256, manifest.Sha256);
        Assert.DoesNotContain("immutable", reply.Field("Cache-Control"), StringComparison.Ordinal);
        Assert.Equal((manifest.Id, manifest.Sha256), (model.GetProperty("id").GetString(), model.GetProperty("sha256").GetString()));
        Assert.Equal(site.Gateway.AcceptLatent.Replace(";", "; ", StringComparison.Ordinal), model.GetProperty("mediaType").GetString());
    }

    [Theory]
    [InlineData("{0}/nothing.onnx")]
    [InlineData("another/model.json")]
    [InlineData("{0}/..%2f..%2fREADME.md")]
    [InlineData("{0}/..%2F{0}%2Fmodel.json")]
    [InlineData("{0}/%2e%2e%2f%2e%2e%2fREADME.md")]
    [InlineData("{0}/..%5c..%5cREADME.md")]
    [InlineData("..%2fmodels/README.md")]
    [InlineData("{0}/%2fetc%2fpasswd")]
    [InlineData("{0}/model.json%00.png")]
    [InlineData("{0}/MODEL.JSON")]
    [InlineData("{0}/../../../../../../../../etc/passwd")]
    public async Task No_name_leads_out_of_the_model(string path)
    {
        var status = await RawRequest.GetStatusAsync(
            site.Gateway.Address, $"{List}/{string.Format(System.Globalization.CultureInfo.InvariantCulture, path, site.Gateway.ModelId)}");

        Assert.True(status is 404 or 400, $"{path} was answered with {status}.");
    }
}
