using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace VaeGateway.Codec.Onnx.Tiling;

/// <summary>An area of a grid's values as a network takes them: the caller's own memory where the area is all of it, a rented copy elsewhere.</summary>
internal sealed class TileTensor<T> : IDisposable
    where T : unmanaged
{
    private readonly T[]? _rented;

    private TileTensor(Memory<T> values, long[] shape, T[]? rented)
    {
        _rented = rented;
        Value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values, shape);
    }

    public OrtValue Value { get; }

    public static TileTensor<T> Of(Grid grid, ReadOnlyMemory<T> values, Area area)
    {
        if (area == grid.Area)
        {
            return new TileTensor<T>(MemoryMarshal.AsMemory(values)[..grid.Length], grid.Shape, null);
        }

        return Copy(grid, values.Span, area);
    }

    /// <summary>A rented copy, whatever the area is.</summary>
    public static TileTensor<T> Copy(Grid grid, ReadOnlySpan<T> values, Area area)
    {
        var tile = grid with { Area = area };
        var rented = ArrayPool<T>.Shared.Rent(tile.Length);
        grid.Copy(values, tile, rented, area);
        return new TileTensor<T>(rented.AsMemory(0, tile.Length), tile.Shape, rented);
    }

    /// <summary>z as the networks take it, in floats.</summary>
    public static TileTensor<float> OfHyperLatent(Grid grid, ReadOnlySpan<sbyte> values, Area area)
    {
        var tile = grid with { Area = area };
        var rented = ArrayPool<float>.Shared.Rent(tile.Length);
        for (var channel = 0; channel < grid.Channels; channel++)
        {
            for (var row = 0; row < area.Height; row++)
            {
                var target = rented.AsSpan(tile.Start(channel, row, area), area.Width);
                var source = values.Slice(grid.Start(channel, row, area), area.Width);
                for (var i = 0; i < target.Length; i++)
                {
                    target[i] = source[i];
                }
            }
        }

        return new TileTensor<float>(rented.AsMemory(0, tile.Length), tile.Shape, rented);
    }

    /// <summary>An image's pixels with repeated edges, shape [1, rows, columns, 3].</summary>
    public static TileTensor<byte> OfPixels(RgbImage image, Area area)
    {
        var (height, width) = (area.Height * LatentGeometry.HyperStride, area.Width * LatentGeometry.HyperStride);
        long[] shape = [1, height, width, RgbImage.Channels];
        if (height == image.Height && width == image.Width)
        {
            return new TileTensor<byte>(image.Samples, shape, null);
        }

        var length = height * width * RgbImage.Channels;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        PixelTile.Fill(rented.AsSpan(0, length), image, area);
        return new TileTensor<byte>(rented.AsMemory(0, length), shape, rented);
    }

    public void Dispose()
    {
        Value.Dispose();
        if (_rented is not null)
        {
            ArrayPool<T>.Shared.Return(_rented);
        }
    }
}
