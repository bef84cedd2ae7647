namespace VaeGateway.Codec.Fuzz;

/// <summary>A hostile container did what none may do.</summary>
/// <param name="message">Which, what, and how to see it again.</param>
/// <param name="cause">The exception behind it.</param>
public sealed class FuzzException(string message, Exception cause) : Exception(message, cause);
