using System.Text.Json;
using VaeGateway.Cli.Inspection;
using VaeGateway.Codec;

namespace VaeGateway.Cli.Tests.Inspection;

public sealed class InspectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_whole_container_adds_up()
    {
        var container = GoldenContainer.Read();

        var latent = LatentInspector.Inspect(container, []);

        Assert.Equal((260, 180, 63), (latent.Width, latent.Height, latent.Quality));
        Assert.Equal(container.Length, latent.Bytes);
        Assert.Equal(container.Length, latent.ExpectedBytes);
        Assert.Equal(8.0 * container.Length / (260 * 180), latent.BitsPerPixel, 9);
        Assert.Equal(1 + (latent.Groups * latent.Bands), latent.Chunks.Count);
        Assert.All(latent.Chunks, chunk => Assert.Equal("ok", chunk.Checksum));
        Assert.Null(latent.Model);
    }

    [Fact]
    public void A_flipped_bit_costs_one_chunk()
    {
        var container = GoldenContainer.Read();
        var second = LatentInspector.Inspect(container, []).Chunks[1];
        container[second.Offset] ^= 1;

        var checksums = LatentInspector.Inspect(container, []).Chunks.Select(chunk => chunk.Checksum).ToList();

        Assert.Equal("wrong", checksums[1]);
        Assert.Single(checksums, checksum => checksum != "ok");
    }

    [Fact]
    public void A_cut_container_says_how_much_is_missing()
    {
        var container = GoldenContainer.Read();

        var latent = LatentInspector.Inspect(container[..^10], []);

        Assert.Equal(container.Length, latent.ExpectedBytes);
        Assert.Equal("cut", latent.Chunks[^1].Checksum);
        using var text = new StringWriter();
        InspectionText.Write(latent, text);
        Assert.Contains("10 of ", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_header_is_an_invalid_latent()
    {
        var container = GoldenContainer.Read();
        container[9] ^= 1;

        Assert.Throws<InvalidLatentException>(() => LatentInspector.Inspect(container, []));
    }

    [Fact]
    public async Task A_broken_file_is_one_line_that_names_it()
    {
        var path = _folder.Write("broken.vgl", "VGL?"u8.ToArray());
        using var output = new StringWriter();
        using var error = new StringWriter();

        Assert.Equal(ExitCode.BadInput, await CommandLine.RunAsync(["inspect", path], output, error));
        Assert.Contains("broken.vgl: Invalid latent at byte 3", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_can_be_parsed()
    {
        var path = _folder.Write("whole.vgl", GoldenContainer.Read());
        using var output = new StringWriter();

        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(["inspect", path, "--json"], output, TextWriter.Null));
        using var json = JsonDocument.Parse(output.ToString());
        Assert.Equal(260, json.RootElement.GetProperty("width").GetInt32());
        Assert.Equal("hyper-latent", json.RootElement.GetProperty("chunks")[0].GetProperty("kind").GetString());
    }
}
