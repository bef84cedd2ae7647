namespace VaeGateway.Codec.Targets;

/// <summary>What an image's symbols come to at any quality, near enough to choose one.</summary>
public interface ISymbolEstimates : IDisposable
{
    /// <summary>The symbols at a quality.</summary>
    /// <param name="quality">Quality, 0 to 63.</param>
    LatentSymbols At(int quality);
}
