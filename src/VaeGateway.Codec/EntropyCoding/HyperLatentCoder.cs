namespace VaeGateway.Codec.EntropyCoding;

/// <summary>Codes z, channel by channel, under one scale index to a channel and quality.</summary>
internal sealed class HyperLatentCoder(ModelDescription model)
{
    private readonly SymbolCoder _coder = new(model.Tables);

    public byte[] Encode(ReadOnlySpan<sbyte> hyperLatent, int quality)
    {
        var encoder = new RangeEncoder();
        var positions = hyperLatent.Length / model.HyperChannels;
        for (var i = 0; i < hyperLatent.Length; i++)
        {
            _coder.Encode(encoder, hyperLatent[i], model.HyperScaleIndex[quality][i / positions]);
        }

        return encoder.Finish();
    }

    /// <exception cref="InvalidDataException">A value does not fit z's range.</exception>
    public void Decode(ReadOnlySpan<byte> bytes, int quality, Span<sbyte> hyperLatent)
    {
        var decoder = new RangeDecoder(bytes);
        var positions = hyperLatent.Length / model.HyperChannels;
        for (var i = 0; i < hyperLatent.Length; i++)
        {
            var value = _coder.Decode(ref decoder, model.HyperScaleIndex[quality][i / positions]);
            hyperLatent[i] = value is >= -sbyte.MaxValue and <= sbyte.MaxValue
                ? (sbyte)value
                : throw new InvalidDataException($"A hyper-latent of {value} is out of range.");
        }
    }
}
