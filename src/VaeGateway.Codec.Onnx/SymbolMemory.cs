namespace VaeGateway.Codec.Onnx;

/// <summary>Memory that takes an image's symbols; shapes as in <see cref="LatentSymbols"/>.</summary>
internal readonly record struct SymbolMemory(Memory<sbyte> HyperLatent, Memory<byte> ScaleIndex, Memory<short> Residual)
{
    public static SymbolMemory Of(LatentSymbols symbols) => new(symbols.HyperLatent, symbols.ScaleIndex, symbols.Residual);

    /// <summary>Arrays for an image's symbols.</summary>
    public static LatentSymbols NewSymbols(ModelDescription model, LatentGeometry geometry, int quality)
    {
        var length = model.LatentChannels * geometry.LatentHeight * geometry.LatentWidth;
        var hyperLatent = new sbyte[model.HyperChannels * geometry.HyperHeight * geometry.HyperWidth];
        return new LatentSymbols(geometry, quality, hyperLatent, new byte[length], new short[length]);
    }
}
