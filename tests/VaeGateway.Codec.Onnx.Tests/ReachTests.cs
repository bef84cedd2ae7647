using System.Text;
using VaeGateway.Codec.Onnx.Tiling;

namespace VaeGateway.Codec.Onnx.Tests;

public sealed class ReachTests
{
    private readonly ModelFolder _model = ModelFolder.Open(CommittedModel.Folder);

    [Theory]
    [InlineData("scale")]
    [InlineData("hyper_analysis")]
    public void What_leads_from_and_to_z_looks_48_pixels_far(string role) => Assert.Equal(1, Reach.HaloOf(_model.Read(role)));

    [Theory]
    [InlineData("residual")]
    [InlineData("mean")]
    public void The_context_looks_144_pixels_far(string role) => Assert.Equal(3, Reach.HaloOf(_model.Read(role)));

    [Theory]
    [InlineData("analysis")]
    [InlineData("synthesis")]
    public void Each_block_looks_8_pixels_further(string role)
    {
        var network = _model.Read(role);
        var blocks = GraphNode.ReadAll(network).Count(node => node is { Operator: "Conv" } && node.Numbers["kernel_shape"][0] == 3 && node.Numbers["group"][0] > 1);

        Assert.Equal(((blocks * 8) + 63) / 64, Reach.HaloOf(network));
    }

    [Theory]
    [InlineData(2, 3, new long[] { 1, 1, 0, 1 }, 16)]
    [InlineData(3, 1, new long[] { 2, 0, 0, 0 }, 32)]
    [InlineData(1, 1, new long[] { 0, 0, 0, 0 }, 0)]
    public void A_kernel_looks_as_far_as_its_padding(int height, int width, long[] pads, int pixels)
    {
        var count = 4 * LatentGeometry.HyperStride / LatentGeometry.LatentStride;
        var convolutions = Enumerable.Range(0, count).Select(i => OnnxBytes.Convolution(i == 0 ? "latent" : $"v{i - 1}", $"v{i}", [height, width], pads));

        Assert.Equal(count * pixels / LatentGeometry.HyperStride, Reach.HaloOf(OnnxBytes.Model(convolutions)));
    }

    [Theory]
    [InlineData(3, new long[] { 0, 0, 0, 0 })]
    [InlineData(2, new long[] { 1, 1, 1, 1 })]
    public void A_kernel_that_changes_the_size_is_refused(int side, long[] pads) => Assert.Throws<InvalidModelException>(
        () => Reach.HaloOf(OnnxBytes.Model([OnnxBytes.Convolution("latent", "v", [side, side], pads)])));

    [Fact]
    public void A_broken_graph_is_an_invalid_model()
    {
        var network = _model.Read("scale");
        Assert.Throws<InvalidModelException>(() => Reach.HaloOf(network.AsSpan(0, network.Length - 1)));
    }

    /// <summary>As much of the file format as a convolution takes (onnx.proto), in the unpacked form that the export writes.</summary>
    private static class OnnxBytes
    {
        public static byte[] Model(IEnumerable<byte[]> nodes) => Message(7, [.. nodes.SelectMany(node => Message(1, node))]);

        public static byte[] Convolution(string input, string output, long[] kernel, long[] pads) =>
        [
            .. Message(1, Encoding.UTF8.GetBytes(input)), .. Message(2, Encoding.UTF8.GetBytes(output)), .. Message(4, "Conv"u8.ToArray()),
            .. Message(5, Numbers("kernel_shape", kernel)), .. Message(5, Numbers("pads", pads)),
        ];

        private static byte[] Numbers(string name, long[] numbers) =>
            [.. Message(1, Encoding.UTF8.GetBytes(name)), .. numbers.SelectMany(number => new[] { (byte)(8 << 3), (byte)number })];

        private static byte[] Message(int field, byte[] content)
        {
            var (length, rest) = (new List<byte>(), content.Length);
            for (; rest >= 0x80; rest >>= 7)
            {
                length.Add((byte)(rest | 0x80));
            }

            return [(byte)((field << 3) | 2), .. length, (byte)rest, .. content];
        }
    }
}
