namespace VaeGateway.Cli.GatewayBench;

/// <summary>One answer of the gateway.</summary>
/// <param name="Kind">What travelled: <c>latent</c> or the subtype of an ordinary image.</param>
/// <param name="Bytes">Bytes of the body that travelled.</param>
/// <param name="Psnr">Fidelity of the decoded image to the origin's, in dB over RGB.</param>
internal readonly record struct Delivery(string Kind, long Bytes, double Psnr);
