using System.ComponentModel.DataAnnotations;
using VaeGateway.Gateway.Encoding;

namespace VaeGateway.Gateway.Sites;

/// <summary>One of several sites, or the policy of a route of YARP's own configuration that has the same name.</summary>
public sealed class SiteOptions : IValidatableObject
{
    /// <summary>The hosts that clients ask for, such as <c>example.org</c>; <c>*.example.org</c> for all below. They share their entries.</summary>
    /// <value>Default: none, which only a route of YARP's own configuration may have.</value>
    public IList<string> Hosts { get; } = [];

    /// <summary>Where the site is, such as <c>https://origin.example.net</c>.</summary>
    /// <value>Default: none, which only a route of YARP's own configuration may have.</value>
    public Uri? Origin { get; set; }

    /// <summary>Whether the origin's name may lead to an address of a private network.</summary>
    /// <value>Default: false.</value>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Quality of the latents.</summary>
    /// <value>0 (smallest) to 63 (best). Default: that of the section Encoding.</value>
    [Range(0, 63)]
    public int? Quality { get; set; }

    /// <summary>Least PSNR in dB against the image, in place of a quality: each latent gets the lowest quality that has it.</summary>
    /// <value>Default: that of the section Encoding, unless the site has a quality of its own. An encode takes three to six times as long with a target.</value>
    [Range(1.0, 99.0)]
    public double? TargetPsnr { get; set; }

    /// <summary>Least MS-SSIM in place of a quality, such as 0.98; images of less than 176 pixels a side keep to the quality.</summary>
    /// <value>Default: that of the section Encoding, unless the site has a quality of its own.</value>
    [Range(0.01, 0.9999)]
    public double? TargetMsSsim { get; set; }

    /// <summary>Most bytes in place of a quality: each latent gets the highest quality that fits. The guard may still raise it.</summary>
    /// <value>Default: that of the section Encoding, unless the site has a quality of its own.</value>
    [Range(100, 100_000_000)]
    public int? TargetBytes { get; set; }

    /// <summary>The forms in which images may be sent besides the original: <c>latent</c>, <c>avif</c>, <c>webp</c>, <c>jpeg</c>.</summary>
    /// <value>Default: none named, which allows all.</value>
    public IList<string> Formats { get; } = [];

    /// <summary>Lifetime of an image that says nothing about its freshness.</summary>
    /// <value>Default: that of the section HttpCaching.</value>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan? DefaultLifetime { get; set; }

    /// <summary>The most that any response counts as fresh for, whatever it says itself.</summary>
    /// <value>Default: that of the section HttpCaching.</value>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan? MaxLifetime { get; set; }

    /// <summary>Paths that always go to the origin, such as <c>/account/**</c>.</summary>
    /// <value>Default: none.</value>
    public IList<string> Bypass { get; } = [];

    /// <summary>Paths whose images are stored as they are, such as <c>/art/**/*.png</c>.</summary>
    /// <value>Default: none.</value>
    public IList<string> KeepOriginal { get; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Origin is { } origin && !Gateway.Origin.OriginOptions.IsAddress(origin))
        {
            yield return new ValidationResult($"\"{origin}\" is not an address such as http://127.0.0.1:9000.", [nameof(Origin)]);
        }

        if (Hosts.Count > 0 != Origin is not null)
        {
            yield return new ValidationResult("a site needs both its hosts and its origin.", [Origin is null ? nameof(Origin) : nameof(Hosts)]);
        }

        foreach (var fault in QualityTarget.FindFaults(TargetPsnr, TargetMsSsim, TargetBytes))
        {
            yield return fault;
        }

        foreach (var host in Hosts.Where(host => !HostPattern.IsValid(host)))
        {
            yield return new ValidationResult($"\"{host}\" is not a host such as example.org or *.example.org, without scheme and port.", [nameof(Hosts)]);
        }

        foreach (var format in Formats.Where(format => !FormatSet.Knows(format)))
        {
            yield return new ValidationResult($"\"{format}\" is none of {string.Join(", ", FormatSet.Names)}.", [nameof(Formats)]);
        }

        foreach (var (setting, path) in Bypass.Select(path => (nameof(Bypass), path)).Concat(KeepOriginal.Select(path => (nameof(KeepOriginal), path))))
        {
            if (!path.StartsWith('/'))
            {
                yield return new ValidationResult($"\"{path}\" does not begin with a slash.", [setting]);
            }
        }
    }
}
