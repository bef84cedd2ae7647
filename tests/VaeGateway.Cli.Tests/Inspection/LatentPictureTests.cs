using VaeGateway.Cli.Inspection;
using VaeGateway.Cli.Models;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Cli.Tests.Inspection;

public sealed class LatentPictureTests : IDisposable
{
    // A range coder takes up to four bytes to end a chunk, and leaves out those at its end that are zero.
    private const double EndBytes = 4;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(63, 260, 180)]
    [InlineData(20, 260, 180)]
    [InlineData(40, 33, 17)]
    public void Code_lengths_add_up_to_the_bytes_of_the_chunks(int quality, int width, int height)
    {
        var latent = Open(Encode(quality, width, height));

        var chunks = latent.Header.ChunkLengths.Skip(1).ToList();
        Assert.InRange(latent.Bits.Total / 8, (0.99 * chunks.Sum()) - (EndBytes * chunks.Count), chunks.Sum() + chunks.Count);
        Assert.Equal(latent.Bits.Total, latent.Bits.ByPosition.Sum(), 3);
    }

    [Fact]
    public void What_was_lost_counts_no_bits()
    {
        var container = Encode(63, 260, 180);
        var whole = Open(container);
        var last = whole.Header.ChunkLengths[^1];

        var cut = Open(container[..^1]);

        Assert.Single(cut.Arrived, arrived => !arrived);
        Assert.InRange((whole.Bits.Total - cut.Bits.Total) / 8, (0.99 * last) - EndBytes, last + 1);
    }

    [Fact]
    public void An_escape_is_told_with_its_length()
    {
        // Of 65536: half for 0, a quarter for 1, a quarter for all beyond.
        int[][] tables = [[32768, 16384, 16384], .. Enumerable.Repeat<int[]>([], 63)];
        var length = new CodeLength(tables);

        Assert.Equal(1, length.Of(0, 0), 9);
        Assert.Equal(2 + 1, length.Of(-1, 0), 9); // and the sign
        Assert.Equal(2 + 1 + 1, length.Of(2, 0), 9); // the first escape: Exp-Golomb "1"
        Assert.Equal(2 + 3 + 1, length.Of(3, 0), 9); // "010"
        Assert.Equal(2 + 5 + 1, length.Of(5, 0), 9); // "00100"
        Assert.Equal(0, length.Of(0, 1)); // a skipped level
    }

    [Theory]
    [InlineData(260, 180)]
    [InlineData(9, 9)]
    [InlineData(1700, 60)]
    public async Task A_latent_is_drawn_whatever_its_size(int width, int height)
    {
        var path = _folder.Write("a.vgl", Encode(40, width, height));

        var result = await CommandResult.OfAsync("inspect", path, "--picture", _folder.At("a.png"));

        Assert.Equal((ExitCode.Done, ""), (result.Code, result.Error));
        Assert.Contains("hyper-latent", result.Output, StringComparison.Ordinal);
        Assert.InRange(ImageFiles.Read(_folder.At("a.png")).Width, 1000, 4000);
    }

    [Fact]
    public async Task A_latent_of_a_model_that_is_not_at_hand_cannot_be_drawn()
    {
        var path = _folder.Write("foreign.vgl", GoldenContainer.Read());

        var result = await CommandResult.OfAsync("inspect", path, "--picture", _folder.At("a.png"));

        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains("it was made by model", result.Error, StringComparison.Ordinal);
    }

    private static byte[] Encode(int quality, int width, int height)
    {
        using var model = OnnxLatentModel.Load(ModelLocator.Find(null));
        return new LatentEncoder(model).Encode(GeneratedPhoto.Create(3, width, height), quality);
    }

    private static OpenedLatent Open(byte[] container) => OpenedLatent.Of(container, ModelLocator.Candidates(null));
}
