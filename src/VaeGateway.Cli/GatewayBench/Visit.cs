namespace VaeGateway.Cli.GatewayBench;

/// <summary>What one image cost its visitors.</summary>
/// <param name="Image">File name.</param>
/// <param name="OriginalBytes">The origin's file.</param>
/// <param name="JpegBytes">The same pixels as JPEG quality 80, for scale.</param>
/// <param name="Plain">A client without the SDK that accepts WebP.</param>
/// <param name="Sdk">The .NET client.</param>
internal sealed record Visit(string Image, long OriginalBytes, long JpegBytes, Delivery Plain, Delivery Sdk);
