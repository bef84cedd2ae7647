using System.Security.Cryptography;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>An image in the store, with all that is needed to answer from it.</summary>
internal sealed record StoredImage
{
    private string? _contentTag;

    public required StoredImageKind Kind { get; init; }

    /// <summary>The latent, the original, or nothing.</summary>
    public required byte[] Payload
    {
        get;
        init
        {
            field = value;
            _contentTag = null;
        }
    }

    /// <summary>Name and fingerprint of the model that made the latent, or that could not.</summary>
    public required string ModelTag { get; init; }

    /// <summary>Why there is no latent; empty if there is one.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The origin's media type.</summary>
    public required string ContentType { get; init; }

    /// <summary>Length in bytes of the origin's image.</summary>
    public required long OriginBytes { get; init; }

    /// <summary>Width in pixels; 0 if unknown.</summary>
    public int Width { get; init; }

    /// <summary>Height in pixels; 0 if unknown.</summary>
    public int Height { get; init; }

    /// <summary>PSNR in dB of the decoded latent against the origin's pixels; 0 without a latent.</summary>
    public double Psnr { get; init; }

    /// <summary>PSNR in dB of the worst tile; 0 without a latent.</summary>
    public double WorstTilePsnr { get; init; }

    /// <summary>How long the encode took.</summary>
    public TimeSpan EncodeDuration { get; init; }

    /// <summary>When the origin's response came.</summary>
    public required DateTimeOffset StoredAt { get; init; }

    /// <summary>Its age then and its lifetime.</summary>
    public required Freshness Freshness { get; init; }

    /// <summary>Whether the origin's answer depends on Accept.</summary>
    public bool VariesByAccept { get; init; }

    /// <summary>Whether the origin's answer depends on Origin.</summary>
    public bool VariesByOrigin { get; init; }

    /// <summary>The origin's headers that every answer repeats.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>A short hash of the payload, in hexadecimal; the root of the entity tags.</summary>
    public string ContentTag => _contentTag ??= Convert.ToHexStringLower(SHA256.HashData(Payload).AsSpan(0, 12));

    /// <summary>Roughly what the entry costs in memory.</summary>
    public long SizeBytes => Payload.Length + Headers.Sum(header => 2L * (header.Key.Length + header.Value.Length));

    public TimeSpan AgeAt(DateTimeOffset now) => now > StoredAt ? Freshness.InitialAge + (now - StoredAt) : Freshness.InitialAge;

    /// <summary>How long the entry stays fresh from now; zero or less if it is stale.</summary>
    public TimeSpan FreshFor(DateTimeOffset now) => Freshness.Lifetime - AgeAt(now);
}
