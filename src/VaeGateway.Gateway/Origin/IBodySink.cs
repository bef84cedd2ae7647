namespace VaeGateway.Gateway.Origin;

/// <summary>Gets a copy of a body as it streams by. Disposed without <see cref="CompleteAsync"/>, the body broke off.</summary>
internal interface IBodySink : IDisposable
{
    /// <summary>The next bytes.</summary>
    ValueTask AppendAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>The body came to its true end.</summary>
    ValueTask CompleteAsync();
}
