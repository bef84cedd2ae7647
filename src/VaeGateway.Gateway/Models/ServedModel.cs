using System.Globalization;
using VaeGateway.Codec;

namespace VaeGateway.Gateway.Models;

/// <summary>The names of the model in use.</summary>
internal sealed class ServedModel(ILatentModel model)
{
    /// <summary>The name that clients know.</summary>
    public string Id { get; } = model.Description.Id;

    /// <summary>Name and fingerprint, for stored entries: another training under the same name is another model.</summary>
    public string Tag { get; } = string.Create(CultureInfo.InvariantCulture, $"{model.Description.Id}-{model.Description.Fingerprint:x8}");

    /// <summary>The Content-Type of its latents.</summary>
    public string LatentContentType { get; } = $"{LatentFormat.MediaType}; model=\"{model.Description.Id}\"";
}
