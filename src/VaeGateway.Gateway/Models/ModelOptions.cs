using System.ComponentModel.DataAnnotations;

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
}
