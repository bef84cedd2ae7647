using System.Buffers;

namespace VaeGateway.Codec;

/// <summary>The symbols of one image in rented memory, for as long as its decode takes.</summary>
internal sealed class PooledSymbols : IDisposable
{
    private readonly sbyte[] _hyperLatent;
    private readonly byte[] _scaleIndex;
    private readonly short[] _residual;

    public PooledSymbols(LatentGeometry geometry, ModelDescription model)
    {
        var hyperLength = checked(model.HyperChannels * geometry.HyperWidth * geometry.HyperHeight);
        var length = checked(model.LatentChannels * geometry.LatentWidth * geometry.LatentHeight);
        _hyperLatent = ArrayPool<sbyte>.Shared.Rent(hyperLength);
        _scaleIndex = ArrayPool<byte>.Shared.Rent(length);
        _residual = ArrayPool<short>.Shared.Rent(length);
        HyperLatent = _hyperLatent.AsMemory(0, hyperLength);
        ScaleIndex = _scaleIndex.AsMemory(0, length);
        Residual = _residual.AsMemory(0, length);
        Residual.Span.Clear();
    }

    /// <summary>z, shape [Z, HyperHeight, HyperWidth].</summary>
    public Memory<sbyte> HyperLatent { get; }

    /// <summary>Scale index 0 to 63 of every residual, shape [M, LatentHeight, LatentWidth].</summary>
    public Memory<byte> ScaleIndex { get; }

    /// <summary>The residual, same shape; zero at first.</summary>
    public Memory<short> Residual { get; }

    public void Dispose()
    {
        ArrayPool<sbyte>.Shared.Return(_hyperLatent);
        ArrayPool<byte>.Shared.Return(_scaleIndex);
        ArrayPool<short>.Shared.Return(_residual);
    }
}
