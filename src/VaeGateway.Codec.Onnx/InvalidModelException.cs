namespace VaeGateway.Codec.Onnx;

/// <summary>A model folder is missing something, or is not what its <c>model.json</c> says.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="cause">The exception behind it, if any.</param>
public sealed class InvalidModelException(string message, Exception? cause = null) : Exception(message, cause);
