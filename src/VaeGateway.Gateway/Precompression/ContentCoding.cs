namespace VaeGateway.Gateway.Precompression;

/// <summary>A form in which bytes go over the wire (RFC 9110 section 8.4.1).</summary>
internal enum ContentCoding
{
    /// <summary>As they are.</summary>
    Identity,

    /// <summary>For clients that know nothing better.</summary>
    Gzip,

    /// <summary>What every browser takes, over TLS and on loopback.</summary>
    Brotli,
}
