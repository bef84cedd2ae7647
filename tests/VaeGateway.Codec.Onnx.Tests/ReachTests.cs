using VaeGateway.Codec.Onnx.Tiling;

namespace VaeGateway.Codec.Onnx.Tests;

public sealed class ReachTests
{
    private readonly ModelFolder _model = ModelFolder.Open(CommittedModel.Folder);

    [Fact]
    public void The_scale_network_looks_48_pixels_far() => Assert.Equal(1, Reach.HaloOf(_model.Read("scale")));

    [Theory]
    [InlineData("residual")]
    [InlineData("mean")]
    public void The_context_looks_144_pixels_far(string role) => Assert.Equal(3, Reach.HaloOf(_model.Read(role)));

    [Theory]
    [InlineData("analysis", 2, 48)]
    [InlineData("synthesis", 0, 0)]
    public void Each_block_looks_8_pixels_further(string role, int blocksElsewhere, int pixelsElsewhere)
    {
        var network = _model.Read(role);
        var blocks = GraphNode.ReadAll(network).Count(node => node is { Operator: "Conv" } && node.Numbers["kernel_shape"] == 3 && node.Numbers["group"] > 1);

        Assert.Equal((((blocks - blocksElsewhere) * 8) + pixelsElsewhere + 63) / 64, Reach.HaloOf(network));
    }

    [Fact]
    public void A_broken_graph_is_an_invalid_model()
    {
        var network = _model.Read("scale");
        Assert.Throws<InvalidModelException>(() => Reach.HaloOf(network.AsSpan(0, network.Length - 1)));
    }
}
