using System.ComponentModel.DataAnnotations;

namespace VaeGateway.Gateway.Origin;

/// <summary>The site behind the gateway, and how much of its traffic may be held in memory.</summary>
public sealed class OriginOptions : IValidatableObject
{
    /// <summary>Where the site is, such as <c>http://127.0.0.1:9000</c>, if there is one for whatever host is asked for.</summary>
    /// <value>Required where no sites are configured.</value>
    public Uri? Address { get; set; }

    /// <summary>Whether the name in <see cref="Address"/> may lead to an address of a private network.</summary>
    /// <value>Default: false.</value>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Time to connect.</summary>
    /// <value>Default: 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time in which the origin must send something, be it the head or more of the body.</summary>
    /// <value>Default: 60 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan ActivityTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Most bytes of one response to store; a bigger one passes through.</summary>
    /// <value>Default: 32 MiB.</value>
    [Range(1024, 1 << 30)]
    public int MaxCaptureBytes { get; set; } = 32 << 20;

    /// <summary>Most bytes of responses on their way into the store and of images waiting for their encode, together.</summary>
    /// <value>Default: 256 MiB.</value>
    [Range(1024L, 1L << 40)]
    public long MaxCaptureMemory { get; set; } = 256L << 20;

    /// <summary>Whether a URL can be the address of a site: scheme, host and at most a path.</summary>
    internal static bool IsAddress(Uri url) =>
        url.IsAbsoluteUri && url.Scheme is ("http" or "https") && url.Query.Length == 0 && url.Fragment.Length == 0;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Address is { } address && !IsAddress(address))
        {
            yield return new ValidationResult($"\"{address}\" is not an address such as http://127.0.0.1:9000.", [nameof(Address)]);
        }
    }
}
