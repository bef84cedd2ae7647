namespace VaeGateway.Gateway.Delivery;

/// <summary>An ordinary image decoded from a latent or an AVIF.</summary>
/// <param name="Outcome">Whether it is one.</param>
/// <param name="Bytes">The image; empty unless made.</param>
internal sealed record Rendition(RenditionOutcome Outcome, byte[] Bytes)
{
    public static Rendition BiggerThanOriginal { get; } = new(RenditionOutcome.BiggerThanOriginal, []);

    public static Rendition Undecodable { get; } = new(RenditionOutcome.Undecodable, []);

    public static Rendition TooSlow { get; } = new(RenditionOutcome.TooSlow, []);
}
