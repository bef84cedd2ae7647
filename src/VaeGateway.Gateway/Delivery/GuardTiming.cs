using System.Globalization;
using VaeGateway.Gateway.LatentStore;

namespace VaeGateway.Gateway.Delivery;

/// <summary>What the guard decided of an image and what it saw, as a metric of Server-Timing.</summary>
internal static class GuardTiming
{
    /// <param name="response">The stored response.</param>
    /// <returns>The metric; null where there was no decision.</returns>
    public static string? Of(StoredResponse response) => response is { Image: { } image, Form: not BodyForm.Encoding }
        ? $"guard;desc=\"{Quotable(string.Join(", ", Parts(response.Form, image).Where(part => part.Length > 0)))}\""
        : null;

    private static IEnumerable<string> Parts(BodyForm form, ImageFacts image)
    {
        yield return form.ToToken();
        if (form != BodyForm.Bytes)
        {
            yield return double.IsInfinity(image.Psnr)
                ? "lossless"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"quality {image.Quality}, {image.Psnr:F1} dB, worst tile {image.WorstTilePsnr:F1} dB, SSIM {image.WorstTileSsim:F3}");
        }

        yield return image.Reason;
    }

    // A quoted-string holds no bare quote or backslash, and a field line nothing but visible ASCII.
    private static string Quotable(string text) => string.Concat(text.Select(c => c is '"' or '\\' ? '\'' : c is >= ' ' and <= '~' ? c : '?'));
}
