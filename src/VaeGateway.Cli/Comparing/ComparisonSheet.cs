using VaeGateway.Cli.CropSheets;
using VaeGateway.Cli.Pictures;
using VaeGateway.Codec;

namespace VaeGateway.Cli.Comparing;

/// <summary>Draws two pictures side by side with their difference, and the worst tile of each magnified.</summary>
internal static class ComparisonSheet
{
    private const int MaxPicturePixels = 1024;
    private const int MinPicturePixels = 384;
    private const int FramePixels = 2;

    public static RgbImage Draw(PictureFile a, PictureFile b, PictureComparison comparison)
    {
        var map = DifferenceMap.Of(a.Image, b.Image);
        var tile = new CropWindow(comparison.WorstTile.X, comparison.WorstTile.Y, comparison.WorstTile.Width, comparison.WorstTile.Height);
        var reduction = Fitting.ReductionOf(map.Image.Width, map.Image.Height, MaxPicturePixels);
        var zoom = Fitting.ZoomOf(map.Image.Width, map.Image.Height, MinPicturePixels);
        var tileZoom = Fitting.ZoomOf(tile.Width, tile.Height, MinPicturePixels);
        var scale = reduction > 1 ? $" Shown at 1/{reduction} of the size." : "";
        return PanelSheet.Draw(
            $"PSNR {ComparisonText.Decibels(comparison.Psnr)}, MS-SSIM {ComparisonText.Similarity(comparison.MsSsim)}, SSIMULACRA 2 {ComparisonText.Score(comparison.Ssimulacra2)}",
            $"The worst tile, framed, has {ComparisonText.Tile(comparison.WorstTile)}; it is magnified below.{scale}",
            [
                [
                    new Panel(Framed(Fitting.Mean(a.Image, reduction), tile, reduction, zoom), $"A: {a.File.Name}", ComparisonText.Describe(comparison.A)),
                    new Panel(Framed(Fitting.Mean(b.Image, reduction), tile, reduction, zoom), $"B: {b.File.Name}", ComparisonText.Describe(comparison.B)),
                    new Panel(
                        Framed(Fitting.Largest(map.Image, reduction), tile, reduction, zoom),
                        $"|A \u2212 B| \u00d7 {map.Gain}",
                        $"black: no difference; full red, green or blue: {byte.MaxValue / map.Gain} levels of 255 or more"),
                ],
                [
                    new Panel(tile.Cut(a.Image), "A, worst tile", $"each pixel {tileZoom} x {tileZoom}", tileZoom),
                    new Panel(tile.Cut(b.Image), "B, worst tile", "", tileZoom),
                    new Panel(tile.Cut(map.Image), $"|A \u2212 B| \u00d7 {map.Gain}, worst tile", "", tileZoom),
                ],
            ]);
    }

    private static RgbImage Framed(RgbImage image, CropWindow tile, int reduction, int zoom)
    {
        var canvas = new Canvas(image.Width * zoom, image.Height * zoom);
        canvas.Paste(image, 0, 0, zoom);
        int Place(int pixels) => pixels * zoom / reduction;
        canvas.Frame(new CropWindow(Place(tile.X), Place(tile.Y), Place(tile.Width), Place(tile.Height)), FramePixels);
        return canvas.Image;
    }
}
