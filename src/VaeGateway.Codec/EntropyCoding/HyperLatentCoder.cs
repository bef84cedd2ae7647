namespace VaeGateway.Codec.EntropyCoding;

/// <summary>Codes z, channel by channel, under one scale index to a channel and quality.</summary>
internal sealed class HyperLatentCoder(ModelDescription model)
{
    private readonly SymbolCoder _coder = new(model.Tables);

    public byte[] Encode(RangeEncoder encoder, ReadOnlySpan<sbyte> hyperLatent, int quality)
    {
        var positions = hyperLatent.Length / model.HyperChannels;
        for (var channel = 0; channel < model.HyperChannels; channel++)
        {
            var scaleIndex = model.HyperScaleIndex[quality][channel];
            foreach (var value in hyperLatent.Slice(channel * positions, positions))
            {
                _coder.Encode(encoder, value, scaleIndex);
            }
        }

        return encoder.Finish();
    }

    /// <exception cref="InvalidDataException">A value does not fit z's range.</exception>
    public void Decode(ReadOnlySpan<byte> bytes, int quality, Span<sbyte> hyperLatent)
    {
        var decoder = new RangeDecoder(bytes);
        var positions = hyperLatent.Length / model.HyperChannels;
        for (var channel = 0; channel < model.HyperChannels; channel++)
        {
            var scaleIndex = model.HyperScaleIndex[quality][channel];
            foreach (ref var target in hyperLatent.Slice(channel * positions, positions))
            {
                var value = _coder.Decode(ref decoder, scaleIndex);
                target = value is >= -sbyte.MaxValue and <= sbyte.MaxValue
                    ? (sbyte)value
                    : throw new InvalidDataException($"A hyper-latent of {value} is out of range.");
            }
        }
    }
}
