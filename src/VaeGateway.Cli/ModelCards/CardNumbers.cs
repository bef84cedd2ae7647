using System.Globalization;

namespace VaeGateway.Cli.ModelCards;

/// <summary>Numbers as a card shows them; a dash where there is none.</summary>
internal static class CardNumbers
{
    public const string None = "–";

    /// <summary>A difference in rate, with its sign.</summary>
    public static string Percent(double? value) => Format(value, "+0.0;−0.0;0.0", "%");

    /// <summary>A difference in fidelity, with its sign; bold where it is a loss.</summary>
    public static string Gain(double? decibels) =>
        decibels < 0 ? $"**{Format(decibels, "+0.00;−0.00;0.00", "")}**" : Format(decibels, "+0.00;−0.00;0.00", "");

    public static string BitsPerPixel(double value) => Format(value, "F3", "");

    public static string Psnr(double? decibels) => Format(decibels, "F2", "");

    /// <summary>MS-SSIM, 0 to 1, of its decibels.</summary>
    public static string MsSsim(double? decibels) => Format(1 - Math.Pow(10, -decibels / 10 ?? double.NaN), "F4", "");

    private static string Format(double? value, string format, string unit) =>
        value is { } number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) + unit : None;
}
