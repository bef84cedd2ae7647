using VaeGateway.Codec;

namespace VaeGateway.Cli.RateDistortion;

/// <summary>A codec under measurement: actual bytes in, actual bytes out. Safe for concurrent use.</summary>
internal interface IBenchCodec
{
    /// <summary>Short name, as on the command line and in reports.</summary>
    string Name { get; }

    /// <summary>What was measured, with settings, for reports.</summary>
    string Settings { get; }

    /// <summary>Lowest quality of the codec's own scale: fewest bytes.</summary>
    int MinQuality { get; }

    /// <summary>Highest quality of the codec's own scale: most bytes.</summary>
    int MaxQuality { get; }

    byte[] Encode(RgbImage image, int quality);

    RgbImage Decode(byte[] bytes);
}
