namespace VaeGateway.Gateway.LatentStore;

/// <summary>The variants of a URL whose responses vary by request headers.</summary>
/// <param name="Variants">The variants, the newest first.</param>
internal sealed record VariantIndex(IReadOnlyList<VariantRecord> Variants) : StoredEntry
{
    /// <summary>The most variants of one URL; the oldest go first. Keeps a client from filling the index with values of a header.</summary>
    public const int MaxVariants = 64;

    public override long SizeBytes => Variants.Sum(variant => 64L + variant.EntityTag.Length + variant.Choice.Values.Sum(pair => 2L * (pair.Key.Length + pair.Value.Length)));

    /// <summary>With one variant more, in the place of what the same requests chose until now.</summary>
    public VariantIndex With(VariantRecord variant, DateTimeOffset now) => new(
        [.. Variants.Where(other => other.Choice != variant.Choice && other.ExpiresAt > now).Prepend(variant).Take(MaxVariants)]);
}
