namespace VaeGateway.Cli.CodecSpeed;

/// <summary>What a codec makes of the picture, apart from its speed.</summary>
/// <param name="Codec">Its name.</param>
/// <param name="Settings">What was measured, with settings.</param>
/// <param name="Bytes">Size of the encoded file.</param>
/// <param name="Psnr">Its fidelity, in dB.</param>
internal sealed record SpeedPeer(string Codec, string Settings, long Bytes, double Psnr);
