using Microsoft.ML.OnnxRuntime;

namespace VaeGateway.Codec.Onnx.Tests;

/// <summary>The scale network gives the same bits wherever it runs; without that, entropy decoding falls apart.</summary>
public sealed class ExactScaleTests(ScaleVectors vectors) : IClassFixture<ScaleVectors>
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Threads_and_optimisations_change_nothing(int threads) => Assert.All(
        Enum.GetValues<GraphOptimizationLevel>(),
        level => Assert.Equal(vectors.Hashes, NativeRuntime.ScaleHashes(vectors.Network, vectors.Tests, threads, level)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task WebAssembly_changes_nothing(int threads)
    {
        var found = await WebRuntime.ScaleHashesAsync(vectors.Write(vectors.Network), vectors.TestsPath, threads);

        Assert.NotEmpty(found);
        Assert.All(found.Values, hashes => Assert.Equal(vectors.Hashes, hashes));
    }

    [Fact]
    public async Task One_negated_weight_is_seen_and_again_the_same_everywhere()
    {
        var changed = WithOneWeightNegated(vectors.Network);
        var native = NativeRuntime.ScaleHashes(changed, vectors.Tests, threads: 1, GraphOptimizationLevel.ORT_ENABLE_ALL);
        var web = await WebRuntime.ScaleHashesAsync(vectors.Write(changed), vectors.TestsPath, threads: 1);

        Assert.NotEqual(vectors.Hashes, native);
        Assert.All(web.Values, hashes => Assert.Equal(native, hashes));
    }

    [Fact]
    public void No_two_vectors_have_the_same_scales() => Assert.Distinct(vectors.Hashes);

    /// <summary>ONNX keeps weights as raw little-endian float32: the first row of sixteen small integers is some of them.</summary>
    private static byte[] WithOneWeightNegated(byte[] network)
    {
        const int Row = 16;
        var first = Enumerable.Range(0, network.Length - (Row * sizeof(float)))
            .First(start => Enumerable.Range(0, Row).All(i => IsWeight(BitConverter.ToSingle(network, start + (i * sizeof(float))))));
        var changed = (byte[])network.Clone();
        changed[first + sizeof(float) - 1] ^= 0x80;
        return changed;
    }

    private static bool IsWeight(float value) => float.IsInteger(value) && Math.Abs(value) is >= 1 and <= 127;
}
