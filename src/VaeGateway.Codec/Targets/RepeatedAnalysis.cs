namespace VaeGateway.Codec.Targets;

/// <summary>Estimates of a model that knows no shorter way than to analyse once more.</summary>
internal sealed class RepeatedAnalysis(ILatentModel model, RgbImage image) : ISymbolEstimates
{
    public LatentSymbols At(int quality) => model.Analyze(image, quality);

    public void Dispose()
    {
    }
}
