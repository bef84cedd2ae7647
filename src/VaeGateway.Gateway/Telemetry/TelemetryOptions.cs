using System.ComponentModel.DataAnnotations;
using OpenTelemetry.Exporter;

namespace VaeGateway.Gateway.Telemetry;

/// <summary>What the gateway tells of itself, beside <c>/metrics</c>.</summary>
public sealed class TelemetryOptions : IValidatableObject
{
    /// <summary>Where traces and metrics are sent by OTLP, such as <c>http://127.0.0.1:4318</c>. Empty: nowhere, and no traces are made.</summary>
    /// <value>Default: empty.</value>
    public Uri? OtlpEndpoint { get; set; }

    /// <summary>How they are sent: <c>HttpProtobuf</c>, usually to port 4318, or <c>Grpc</c>, usually to 4317.</summary>
    /// <value>Default: <c>HttpProtobuf</c>.</value>
    public OtlpExportProtocol OtlpProtocol { get; set; } = OtlpExportProtocol.HttpProtobuf;

    /// <summary>Share of the traces begun here that are kept; one that a client began is kept if the client says so.</summary>
    /// <value>0 to 1. Default: 1.</value>
    [Range(0.0, 1.0)]
    public double TraceShare { get; set; } = 1;

    /// <summary>Whether each request writes a line to the log, in the category <c>VaeGateway.Gateway.Telemetry.AccessLog</c>.</summary>
    /// <value>Default: false.</value>
    public bool AccessLog { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OtlpEndpoint is { } endpoint && !(endpoint.IsAbsoluteUri && endpoint.Scheme is "http" or "https"))
        {
            yield return new ValidationResult($"\"{endpoint}\" is not an address such as http://127.0.0.1:4318.", [nameof(OtlpEndpoint)]);
        }
    }
}
