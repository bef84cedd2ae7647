using System.Security.Cryptography;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>A response in the store, with all that is needed to answer from it.</summary>
internal sealed record StoredResponse : StoredEntry
{
    private string? _contentTag;

    /// <summary>Told anew for each response that is stored. A latent and a newer head keep the id of the response that they are of.</summary>
    public required ulong Id { get; init; }

    /// <summary>Number of the newest purge known when it was asked for, see <see cref="Purging.PurgeLog"/>.</summary>
    public required long Epoch { get; init; }

    public required int Status { get; init; }

    /// <summary>The origin's headers, as far as they are stored. Not to be changed.</summary>
    public required IHeaderDictionary Headers { get; init; }

    /// <summary>When the origin's response came, or was last found to be good still.</summary>
    public required DateTimeOffset StoredAt { get; init; }

    /// <summary>Its age then and its lifetime.</summary>
    public required Freshness Freshness { get; init; }

    public required BodyForm Form { get; init; }

    /// <summary>The body, in its form.</summary>
    public required byte[] Body
    {
        get;
        init
        {
            field = value;
            _contentTag = null;
        }
    }

    /// <summary>What is known of the image; null if it is none, or one that must stay as it is.</summary>
    public ImageFacts? Image { get; init; }

    public string ContentType => Headers.ContentType.ToString();

    /// <summary>A short hash of the body, in hexadecimal; the root of the entity tags.</summary>
    public string ContentTag => _contentTag ??= Convert.ToHexStringLower(SHA256.HashData(Body).AsSpan(0, 12));

    public override long SizeBytes => Body.Length + Headers.Sum(header => 2L * (header.Key.Length + header.Value.Sum(line => line?.Length ?? 0)));

    public static ulong NewId() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    public TimeSpan AgeAt(DateTimeOffset now) => now > StoredAt ? Freshness.InitialAge + (now - StoredAt) : Freshness.InitialAge;

    /// <summary>The response as one that becomes stale now, if it is not already.</summary>
    public StoredResponse AsStale(DateTimeOffset now) =>
        FreshFor(now) > TimeSpan.Zero ? this with { Freshness = Freshness with { Lifetime = AgeAt(now) } } : this;

    /// <summary>How long the response stays fresh from now; zero or less if it is stale.</summary>
    public TimeSpan FreshFor(DateTimeOffset now) => Freshness.Lifetime - AgeAt(now);
}
