namespace VaeGateway.Gateway.HttpCaching;

/// <summary>What a request must say to get a variant: names of headers, in lower case and sorted, and their normalised values.</summary>
/// <param name="Values">The headers.</param>
internal sealed record VariantChoice(IReadOnlyList<KeyValuePair<string, string>> Values)
{
    /// <summary>Whether every request gets this response.</summary>
    public bool IsAny => Values.Count == 0;

    public bool Equals(VariantChoice? other) => other is not null && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => Values.Aggregate(0, (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value));

    /// <summary>As one text, for keys.</summary>
    public override string ToString() => string.Join('\n', Values.Select(pair => $"{pair.Key}:{pair.Value}"));
}
