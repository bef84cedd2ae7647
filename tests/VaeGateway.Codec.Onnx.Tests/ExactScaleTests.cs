namespace VaeGateway.Codec.Onnx.Tests;

public sealed class ExactScaleTests
{
    [Fact]
    public void Threads_do_not_change_a_single_scale_index()
    {
        using var one = OnnxLatentModel.Load(CommittedModel.Folder, new OnnxModelOptions { IntraOpThreads = 1 });
        using var two = OnnxLatentModel.Load(CommittedModel.Folder, new OnnxModelOptions { IntraOpThreads = 2 });
        var geometry = new LatentGeometry(1000, 700);
        var z = new sbyte[one.Description.HyperChannels * geometry.HyperWidth * geometry.HyperHeight];
        for (var i = 0; i < z.Length; i++)
        {
            z[i] = (sbyte)((i * 7919 % 41) - 20);
        }

        foreach (var quality in new[] { 0, 17, 63 })
        {
            Assert.Equal(one.PredictScales(z, geometry, quality), two.PredictScales(z, geometry, quality));
        }
    }
}
