using NetVips;
using VaeGateway.Codec;

namespace VaeGateway.Imaging;

/// <summary>The steps from an opened file to upright 8-bit sRGB pixels, with their opacity.</summary>
internal static class PixelPipeline
{
    private const string SrgbProfile = "srgb";
    private const string CmykProfile = "cmyk";
    private const double Opaque8Bit = 255;
    private const double Opaque16Bit = 65535;

    /// <exception cref="VipsException">The pixels cannot be decoded.</exception>
    public static Picture ToPicture(Image opened)
    {
        if (!opened.HasAlpha())
        {
            return new Picture(ToRgb(opened), null);
        }

        using var decoded = opened.CopyMemory();
        using var colour = decoded.ExtractBand(0, n: decoded.Bands - 1);
        using var alpha = decoded.ExtractBand(decoded.Bands - 1);
        return new Picture(ToRgb(colour), IsOpaque(alpha) ? null : ToAlpha(alpha));
    }

    private static bool IsOpaque(Image alpha) => alpha.Min() >= (alpha.Format == Enums.BandFormat.Ushort ? Opaque16Bit : Opaque8Bit);

    private static byte[] ToAlpha(Image alpha)
    {
        using var scaled = alpha.Format == Enums.BandFormat.Ushort ? (alpha * (Opaque8Bit / Opaque16Bit)).Rint() : alpha.Copy();
        using var upright = TurnUpright(scaled);
        using var bytes = upright.Cast(Enums.BandFormat.Uchar);
        return bytes.WriteToMemory<byte>();
    }

    private static RgbImage ToRgb(Image opaque)
    {
        using var managed = ConvertToSrgb(opaque);
        using var upright = TurnUpright(managed);
        using var rgb = upright.Cast(Enums.BandFormat.Uchar);
        if (rgb.Bands != RgbImage.Channels)
        {
            throw new InvalidImageException(ImageFault.UnsupportedKind, $"The image has {opaque.Bands} channels that make no RGB.");
        }

        return new RgbImage(rgb.Width, rgb.Height, rgb.WriteToMemory<byte>());
    }

    private static Image ConvertToSrgb(Image image)
    {
        var isCmyk = image.Interpretation == Enums.Interpretation.Cmyk;
        if (isCmyk || image.Contains("icc-profile-data"))
        {
            try
            {
                return image.IccTransform(
                    SrgbProfile,
                    intent: Enums.Intent.Relative,
                    blackPointCompensation: true,
                    embedded: true,
                    inputProfile: isCmyk ? CmykProfile : SrgbProfile);
            }
            catch (VipsException) when (!isCmyk)
            {
                // A profile that does not fit the pixels is ignored, as browsers do.
            }
        }

        return image.Colourspace(Enums.Interpretation.Srgb);
    }

    private static Image TurnUpright(Image image)
    {
        if (ImageHeader.OrientationOf(image) == 1)
        {
            return image.Copy();
        }

        // Turning reads the pixels out of order, which a reader that goes once from top to bottom cannot.
        using var decoded = image.CopyMemory();
        return decoded.Autorot();
    }
}
