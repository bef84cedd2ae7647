using VaeGateway.Codec;

namespace VaeGateway.Cli.CropSheets;

/// <summary>How much detail any rectangle of an image holds: the sum of its steps of green between neighbours.</summary>
internal sealed class DetailMap
{
    private const int Green = 1;

    private readonly int _stride;

    /// <summary>Summed-area table, shape [height + 1, width + 1].</summary>
    private readonly long[] _sums;

    public DetailMap(RgbImage image)
    {
        _stride = image.Width + 1;
        _sums = new long[(image.Height + 1) * _stride];
        for (var y = 0; y < image.Height; y++)
        {
            var row = 0L;
            for (var x = 0; x < image.Width; x++)
            {
                row += StepsAt(image, x, y);
                _sums[((y + 1) * _stride) + x + 1] = _sums[(y * _stride) + x + 1] + row;
            }
        }
    }

    /// <summary>Detail of a rectangle.</summary>
    public long Of(CropWindow window)
    {
        var (top, bottom) = (window.Y * _stride, (window.Y + window.Height) * _stride);
        var (left, right) = (window.X, window.X + window.Width);
        return _sums[bottom + right] - _sums[top + right] - _sums[bottom + left] + _sums[top + left];
    }

    private static int StepsAt(RgbImage image, int x, int y)
    {
        var here = Sample(image, x, y);
        return (x > 0 ? Math.Abs(here - Sample(image, x - 1, y)) : 0) + (y > 0 ? Math.Abs(here - Sample(image, x, y - 1)) : 0);
    }

    private static int Sample(RgbImage image, int x, int y) => image.Samples[(((y * image.Width) + x) * RgbImage.Channels) + Green];
}
