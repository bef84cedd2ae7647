namespace VaeGateway.Gateway.Encoding;

/// <summary>Why the original of an image stays.</summary>
/// <param name="Reason">A token, for the metrics.</param>
/// <param name="Text">The same with the numbers, for people.</param>
internal sealed record Refusal(string Reason, string Text);
