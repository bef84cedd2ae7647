using VaeGateway.Cli.CropSheets;
using VaeGateway.Cli.RateDistortion;
using VaeGateway.Codec;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.Tests.CropSheets;

public sealed class CropSheetTests
{
    private const int Side = 48;
    private const int Zoom = 2;

    private static readonly CropSheet Sheet = new(Side, Zoom);

    [Fact]
    public void Is_as_large_as_its_rows_and_columns()
    {
        var crop = new Crop(GeneratedPhoto.Create(1, Side, Side), "JPEG q3", "1 byte");

        var drawn = Sheet.Draw("caption", [[crop, crop, crop], [crop, crop, crop]]);

        // Gaps of 8; a caption of 14; cells of 200 for the labels, crops of 96 with 4 + 28 of label below.
        Assert.Equal((8 + (3 * (200 + 8)), 8 + 14 + 8 + (2 * (96 + 4 + 28 + 8))), (drawn.Width, drawn.Height));
    }

    [Fact]
    public void Magnifies_without_smoothing()
    {
        var pixels = GeneratedPhoto.Create(1, Side, Side);

        var drawn = Sheet.Draw("", [[new Crop(pixels, "", "")]]);

        foreach (var (x, y) in new[] { (0, 0), (95, 95), (31, 60) })
        {
            var shown = (((Sheet.HeightOf(0) + y) * drawn.Width) + Sheet.WidthOf(0) + x) * RgbImage.Channels;
            var original = (((y / Zoom) * Side) + (x / Zoom)) * RgbImage.Channels;
            Assert.Equal(pixels.Samples[original..(original + 3)], drawn.Samples[shown..(shown + 3)]);
        }
    }

    [Fact]
    public void A_row_gives_every_peer_no_more_bytes_than_ours()
    {
        var image = GeneratedPhoto.Create(2, 96, 64);
        var row = new CropRow(
            new FormatCodec("ours", ImageFormat.WebP), "ours", [new FormatCodec(CodecNames.Jpeg, ImageFormat.Jpeg)]);

        var crops = row.Of("a.png", image, CropWindow.At(image, 8, 8, Side), 3);

        Assert.Equal(["a.png", "JPEG q", "ours q"], crops.Select(crop => crop.Title.TrimEnd("0123456789".ToCharArray())));
        Assert.All(crops, crop => Assert.Equal((Side, Side), (crop.Pixels.Width, crop.Pixels.Height)));
        Assert.InRange(BytesOf(crops[1]), BytesOf(crops[2]) / 2, BytesOf(crops[2]));
    }

    [Fact]
    public void A_peer_that_cannot_go_so_low_says_so()
    {
        var image = GeneratedPhoto.Create(2, 96, 64);
        var row = new CropRow(
            new FormatCodec("ours", ImageFormat.WebP), "ours", [new FormatCodec(CodecNames.Jpeg, ImageFormat.Jpeg)]);

        var crops = row.Of("a.png", image, CropWindow.At(image, 8, 8, Side), 0.01);

        Assert.Equal("ours q0 (lowest)", crops[2].Title);
        Assert.Matches(@"^JPEG q1 \(lowest, \+\d+\.\d% bytes\)$", crops[1].Title);
    }

    private static int BytesOf(Crop crop) => int.Parse(crop.Detail.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
}
