namespace VaeGateway.Codec.EntropyCoding;

/// <summary>Codes z, channel by channel, under one scale index to a channel and quality.</summary>
internal sealed class HyperLatentCoder(ModelDescription model)
{
    private readonly SymbolCoder _coder = new(model.Tables);

    public byte[] Encode(RangeEncoder encoder, ReadOnlySpan<sbyte> hyperLatent, int quality)
    {
        var positions = hyperLatent.Length / model.HyperChannels;
        var (values, scaleIndex) = (new short[positions], new byte[positions]);
        for (var channel = 0; channel < model.HyperChannels; channel++)
        {
            var plane = hyperLatent.Slice(channel * positions, positions);
            for (var i = 0; i < positions; i++)
            {
                values[i] = plane[i];
            }

            scaleIndex.AsSpan().Fill(model.HyperScaleIndex[quality][channel]);
            _coder.Encode(encoder, values, scaleIndex);
        }

        return encoder.Finish();
    }

    /// <exception cref="InvalidDataException">A value does not fit z's range.</exception>
    public void Decode(ReadOnlySpan<byte> bytes, int quality, Span<sbyte> hyperLatent)
    {
        var decoder = new RangeDecoder(bytes);
        var positions = hyperLatent.Length / model.HyperChannels;
        var (values, scaleIndex) = (new short[positions], new byte[positions]);
        for (var channel = 0; channel < model.HyperChannels; channel++)
        {
            scaleIndex.AsSpan().Fill(model.HyperScaleIndex[quality][channel]);
            _coder.Decode(ref decoder, scaleIndex, values);
            for (var i = 0; i < positions; i++)
            {
                hyperLatent[(channel * positions) + i] = values[i] is >= -sbyte.MaxValue and <= sbyte.MaxValue
                    ? (sbyte)values[i]
                    : throw new InvalidDataException($"A hyper-latent of {values[i]} is out of range.");
            }
        }
    }
}
