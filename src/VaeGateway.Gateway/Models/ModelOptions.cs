using System.ComponentModel.DataAnnotations;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Gateway.Models;

/// <summary>Which trained model to use, and how.</summary>
public sealed class ModelOptions
{
    /// <summary>Folder of the model. Empty: the newest folder with a <c>model.json</c> under <c>models/</c>, beside the gateway or above it.</summary>
    /// <value>Default: empty.</value>
    public string Folder { get; set; } = "";

    /// <summary>Threads for one network run. More than one lowers the latency of a lone request and the throughput of many.</summary>
    /// <value>Default: 1.</value>
    [Range(1, 256)]
    public int IntraOpThreads { get; set; } = 1;

    /// <summary>How hard encoding searches for a better hyper-latent: it tries 2 to the power of this at each position. More takes longer, once for each image, and fewer bytes.</summary>
    /// <value>Default: 2. 0 does not search.</value>
    [Range(0, OnnxModelOptions.MaxEffort)]
    public int Effort { get; set; } = OnnxModelOptions.DefaultEffort;
}
