namespace VaeGateway.Cli.RateDistortion;

/// <summary>One image through one codec at one quality.</summary>
/// <param name="Image">The image's file name.</param>
/// <param name="Codec">The codec's name.</param>
/// <param name="Quality">Quality on the codec's own scale.</param>
/// <param name="Bytes">Encoded size, headers and all.</param>
/// <param name="BitsPerPixel">Encoded bits over width × height.</param>
/// <param name="Psnr">PSNR over R, G and B, in dB.</param>
/// <param name="MsSsim">MS-SSIM of luma, 0 to 1.</param>
/// <param name="Ssimulacra2">SSIMULACRA 2, at most 100.</param>
internal sealed record Measurement(
    string Image, string Codec, int Quality, int Bytes, double BitsPerPixel, double Psnr, double MsSsim, double Ssimulacra2);
