using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using VaeGateway.Codec.Onnx.Batching;

namespace VaeGateway.Codec.Onnx;

/// <summary>Chooses a decoder; where that is to be measured, by the least time that the full synthesis network takes for a fixed latent.</summary>
/// <remarks>
/// A run that keeps within the budget ends the trial, so that a fast machine takes two: the first also warms up, for which a GPU may need long. A slow one goes on while
/// that is short. What else the machine does meanwhile can only make the network seem slower. A larger picture leaves the caches: of 768 × 512 a megapixel takes a tenth longer than here. The
/// time does not depend on the latent's values.
/// </remarks>
internal static class DecoderTrial
{
    /// <summary>Pixels a side.</summary>
    private const int Side = 256;

    private const int LatentSide = Side / LatentGeometry.LatentStride;
    private const int Quality = 40;
    private const int LeastRuns = 2;
    private const int MostRuns = 6;
    private const double Megapixels = Side * Side / 1e6;

    private static readonly TimeSpan LongEnough = TimeSpan.FromMilliseconds(300);

    /// <inheritdoc cref="OnnxLatentModel.ChooseDecoder"/>
    public static DecoderChoice Choose(ModelFolder folder, OnnxModelOptions options)
    {
        if (options.Decoder != DecoderChoice.Measured)
        {
            return options.Decoder;
        }

        if (!folder.Manifest.HasLightDecoder)
        {
            return DecoderChoice.Full;
        }

        var role = folder.Manifest.SynthesisRole(DecoderChoice.Full);
        using var full = new Network(role, folder.Read(role), options, RunQueue.For(ExecutionProvider.Current, options));
        return Passes(full, folder.Manifest.Describe().LatentChannels, options.FullDecoderBudget) ? DecoderChoice.Full : DecoderChoice.Light;
    }

    private static bool Passes(Network synthesis, int latentChannels, TimeSpan budget)
    {
        using var latent = OrtValue.CreateTensorValueFromMemory(Latent(latentChannels), [1, latentChannels, LatentSide, LatentSide]);
        using var level = Network.Level(Quality);
        var spent = TimeSpan.Zero;
        for (var i = 0; i < LeastRuns || (i < MostRuns && spent < LongEnough); i++)
        {
            var started = Stopwatch.GetTimestamp();
            synthesis.Run([("latent", latent), ("quality", level)], isTile: false).Dispose();
            var time = Stopwatch.GetElapsedTime(started);
            if (time / Megapixels <= budget)
            {
                return true;
            }

            spent += time;
        }

        return false;
    }

    /// <summary>Steps up and down, none of them near the denormals, which would be slow.</summary>
    private static float[] Latent(int channels) => [.. Enumerable.Range(0, channels * LatentSide * LatentSide).Select(i => ((i * 7 % 13) - 6) / 4f)];
}
