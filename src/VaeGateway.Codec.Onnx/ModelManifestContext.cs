using System.Text.Json.Serialization;

namespace VaeGateway.Codec.Onnx;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ModelManifestContext : JsonSerializerContext;
