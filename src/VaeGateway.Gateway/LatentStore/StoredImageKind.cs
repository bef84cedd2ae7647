namespace VaeGateway.Gateway.LatentStore;

/// <summary>What an entry of the store holds. The numbers are part of the stored format.</summary>
internal enum StoredImageKind : byte
{
    /// <summary>A latent that passed the guard.</summary>
    Latent = 1,

    /// <summary>The origin's bytes, because a latent would serve worse or cannot be made.</summary>
    Original = 2,

    /// <summary>Like <see cref="Original"/>, but the bytes were too many to keep: ask the origin.</summary>
    OriginalElsewhere = 3,
}
