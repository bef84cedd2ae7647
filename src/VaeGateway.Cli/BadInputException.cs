namespace VaeGateway.Cli;

/// <summary>Something the user gave cannot be used.</summary>
/// <param name="message">What is wrong and what to do about it.</param>
internal sealed class BadInputException(string message) : Exception(message);
