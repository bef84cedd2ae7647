using Microsoft.ML.OnnxRuntime;

namespace VaeGateway.Codec.Onnx.Tests;

/// <summary>The exact scale network in native ONNX Runtime, in whatever configuration.</summary>
internal static class NativeRuntime
{
    public static string[] ScaleHashes(byte[] network, IEnumerable<ModelSelfTest> tests, int threads, GraphOptimizationLevel level)
    {
        using var options = new SessionOptions { IntraOpNumThreads = threads, GraphOptimizationLevel = level };
        using var session = new InferenceSession(network, options);
        return [.. tests.Select(test => ScaleHash(session, test))];
    }

    private static string ScaleHash(InferenceSession session, ModelSelfTest test)
    {
        var z = Array.ConvertAll(test.HyperLatent, value => (float)value);
        var channels = z.Length / (test.HyperHeight * test.HyperWidth);
        using var hyperLatent = OrtValue.CreateTensorValueFromMemory(z, [1, channels, test.HyperHeight, test.HyperWidth]);
        using var quality = OrtValue.CreateTensorValueFromMemory([(long)test.Quality], [1]);
        using var runOptions = new RunOptions();
        using var scales = session.Run(runOptions, ["hyper_latent", "quality"], [hyperLatent, quality], session.OutputNames);
        return ScaleVectors.Hash(scales[0].GetTensorDataAsSpan<byte>());
    }
}
