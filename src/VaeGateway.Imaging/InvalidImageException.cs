namespace VaeGateway.Imaging;

/// <summary>The bytes are not an image that can be decoded to RGB.</summary>
/// <remarks>The one exception that hostile or damaged bytes may cause.</remarks>
public sealed class InvalidImageException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="fault">What kind of fault it is.</param>
    /// <param name="message">What is wrong, in words.</param>
    /// <param name="cause">The exception behind it, if any.</param>
    public InvalidImageException(ImageFault fault, string message, Exception? cause = null)
        : base(message, cause)
    {
        Fault = fault;
    }

    /// <summary>What kind of fault it is.</summary>
    public ImageFault Fault { get; }
}
