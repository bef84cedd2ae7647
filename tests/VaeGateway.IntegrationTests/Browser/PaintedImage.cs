namespace VaeGateway.IntegrationTests.Browser;

/// <summary>An image element; a broken one has no natural width.</summary>
public sealed record PaintedImage(string Src, string CurrentSrc, int NaturalWidth, bool Complete)
{
    public string Path => new Uri(CurrentSrc).AbsolutePath;
}
