namespace VaeGateway.Codec;

/// <summary>The bytes are not a latent this codec can decode.</summary>
/// <remarks>The one exception that hostile or damaged bytes may cause.</remarks>
public sealed class InvalidLatentException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, in words.</param>
    /// <param name="byteOffset">Where in the container it was found, in bytes from its start.</param>
    /// <param name="cause">The exception behind it, if any.</param>
    public InvalidLatentException(string message, long byteOffset, Exception? cause = null)
        : base($"Invalid latent at byte {byteOffset}: {message}", cause)
    {
        ByteOffset = byteOffset;
    }

    /// <summary>Where in the container the fault was found, in bytes from its start.</summary>
    public long ByteOffset { get; }

    /// <summary>Whether the header is not all there: more bytes may mend it.</summary>
    internal bool EndsWithinHeader { get; init; }
}
