using System.Buffers;

namespace VaeGateway.Codec.Onnx.Tiling;

/// <summary>As much of an image's y as is still needed, in rented memory: it moves along the image's longer side.</summary>
internal sealed class LatentWindow : IDisposable
{
    private readonly Area _whole;
    private readonly int _capacity;
    private readonly float[] _rented;

    /// <param name="whole">The layout of all of y.</param>
    /// <param name="capacity">Positions of the hyper-latent that it holds along the longer side.</param>
    public LatentWindow(Grid whole, int capacity)
    {
        (_whole, _capacity) = (whole.Area, Math.Min(capacity, whole.Area.Length));
        Grid = whole with { Area = _whole.Strip(0, _capacity) };
        _rented = ArrayPool<float>.Shared.Rent(Grid.Length);
    }

    /// <summary>What it covers now; towards the image's end also what lies beyond.</summary>
    public Grid Grid { get; private set; }

    public Memory<float> Values => _rented.AsMemory(0, Grid.Length);

    /// <summary>Drops what lies before <paramref name="start"/> and keeps the rest of what is filled.</summary>
    public void Advance(int start, int filled)
    {
        var next = Grid with { Area = _whole.Strip(start, start + _capacity) };
        Grid.Copy(_rented, next, _rented, _whole.Strip(start, filled));
        Grid = next;
    }

    public void Dispose() => ArrayPool<float>.Shared.Return(_rented);
}
