using NetVips;
using VaeGateway.Codec;

namespace VaeGateway.Imaging;

/// <summary>The steps from an opened file to upright 8-bit sRGB pixels.</summary>
internal static class PixelPipeline
{
    private const string SrgbProfile = "srgb";
    private const string CmykProfile = "cmyk";
    private const double Opaque8Bit = 255;
    private const double Opaque16Bit = 65535;

    /// <exception cref="VipsException">The pixels cannot be decoded.</exception>
    /// <exception cref="InvalidImageException">The image is transparent.</exception>
    public static RgbImage ToRgb(Image opened)
    {
        using var opaque = DropOpaqueAlpha(opened);
        using var managed = ConvertToSrgb(opaque);
        using var upright = TurnUpright(managed);
        using var rgb = upright.Cast(Enums.BandFormat.Uchar);
        if (rgb.Bands != RgbImage.Channels)
        {
            throw new InvalidImageException(ImageFault.UnsupportedKind, $"The image has {opened.Bands} channels that make no RGB.");
        }

        return new RgbImage(rgb.Width, rgb.Height, rgb.WriteToMemory<byte>());
    }

    private static Image DropOpaqueAlpha(Image image)
    {
        if (!image.HasAlpha())
        {
            return image.Copy();
        }

        using var decoded = image.CopyMemory();
        using var alpha = decoded.ExtractBand(decoded.Bands - 1);
        return alpha.Min() >= (image.Format == Enums.BandFormat.Ushort ? Opaque16Bit : Opaque8Bit)
            ? decoded.ExtractBand(0, n: decoded.Bands - 1)
            : throw new InvalidImageException(ImageFault.UnsupportedKind, "The image is transparent; only opaque images are read.");
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
