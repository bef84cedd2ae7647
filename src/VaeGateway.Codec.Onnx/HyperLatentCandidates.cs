using System.Buffers;
using Microsoft.ML.OnnxRuntime;
using VaeGateway.Codec.Onnx.Tiling;

namespace VaeGateway.Codec.Onnx;

/// <summary>The roundings of an area's z that may be tried: each channel to its nearest integer, but for those of a position's least certain channels that a candidate's bits name.</summary>
internal sealed class HyperLatentCandidates : IDisposable
{
    private readonly Grid _grid;
    private readonly int _uncertain;
    private readonly float[] _z;
    private readonly int[] _at;
    private readonly float[] _step;
    private int _taken;

    /// <param name="unrounded">z before rounding, within ±127.</param>
    /// <param name="whole">Its layout.</param>
    /// <param name="area">Where.</param>
    /// <param name="uncertain">How many channels of a position may be rounded either way.</param>
    public HyperLatentCandidates(ReadOnlySpan<float> unrounded, Grid whole, Area area, int uncertain)
    {
        (_grid, _uncertain) = (whole with { Area = area }, uncertain);
        _z = ArrayPool<float>.Shared.Rent(_grid.Length);
        _at = ArrayPool<int>.Shared.Rent(uncertain * Positions);
        _step = ArrayPool<float>.Shared.Rent(uncertain * Positions);
        whole.Copy(unrounded, _grid, _z, area);
        var used = (_z.AsSpan(0, _grid.Length).LastIndexOfAnyExceptInRange(-0.5f, 0.5f) + Positions) / Positions;
        Span<int> channels = stackalloc int[uncertain];
        for (var position = 0; position < Positions; position++)
        {
            var found = FindUncertain(position, used, channels);
            for (var i = 0; i < uncertain; i++)
            {
                var (slot, at) = ((i * Positions) + position, (channels[i] * Positions) + position);
                var step = MathF.CopySign(1, Doubt(_z[at]));
                (_at[slot], _step[slot]) = (at, i < found && MathF.Abs(_z[at] + step) <= sbyte.MaxValue ? step : 0);
            }
        }

        foreach (ref var z in _z.AsSpan(0, _grid.Length))
        {
            z = MathF.Round(z);
        }

        Value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _z.AsMemory(0, _grid.Length), _grid.Shape);
    }

    /// <summary>How many candidates there are.</summary>
    public int Count => 1 << _uncertain;

    /// <summary>The candidate taken, as the networks take it.</summary>
    public OrtValue Value { get; }

    private int Positions => _grid.Area.Height * _grid.Area.Width;

    /// <summary>Takes a candidate: the nearest rounding is the first.</summary>
    public void Take(int candidate)
    {
        for (var i = 0; i < _uncertain; i++)
        {
            var change = ((candidate >> i) & 1) - ((_taken >> i) & 1);
            for (var j = i * Positions; change != 0 && j < (i + 1) * Positions; j++)
            {
                _z[_at[j]] += change * _step[j];
            }
        }

        _taken = candidate;
    }

    /// <summary>A row of a channel of the candidate taken.</summary>
    public ReadOnlySpan<float> Row(int channel, int row, Area tile) => _z.AsSpan(_grid.Start(channel, row, tile), tile.Width);

    public void Dispose()
    {
        Value.Dispose();
        ArrayPool<float>.Shared.Return(_z);
        ArrayPool<int>.Shared.Return(_at);
        ArrayPool<float>.Shared.Return(_step);
    }

    private static float Doubt(float z) => z - MathF.Round(z);

    /// <summary>The channels farthest from an integer, the farthest first.</summary>
    /// <remarks>Only of those up to the last that is not zero all over the area: a stream's last zeros take no bytes, but all of them would if one were not zero.</remarks>
    /// <returns>How many there are.</returns>
    private int FindUncertain(int position, int used, Span<int> channels)
    {
        var found = 0;
        for (var channel = 0; channel < used && channels.Length > 0; channel++)
        {
            var doubt = MathF.Abs(Doubt(_z[(channel * Positions) + position]));
            var place = found;
            while (place > 0 && doubt > MathF.Abs(Doubt(_z[(channels[place - 1] * Positions) + position])))
            {
                place--;
            }

            if (place < channels.Length)
            {
                found = Math.Min(found + 1, channels.Length);
                channels[place..(found - 1)].CopyTo(channels[(place + 1)..]);
                channels[place] = channel;
            }
        }

        return found;
    }
}
