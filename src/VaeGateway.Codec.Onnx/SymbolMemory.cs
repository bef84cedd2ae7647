namespace VaeGateway.Codec.Onnx;

/// <summary>Memory that takes an image's symbols; shapes as in <see cref="LatentSymbols"/>.</summary>
internal readonly record struct SymbolMemory(Memory<sbyte> HyperLatent, Memory<byte> ScaleIndex, Memory<short> Residual);
