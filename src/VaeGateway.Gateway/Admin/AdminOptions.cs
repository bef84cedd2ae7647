using System.ComponentModel.DataAnnotations;

namespace VaeGateway.Gateway.Admin;

/// <summary>The door for operators: where it is, and who may enter.</summary>
public sealed class AdminOptions : IValidatableObject
{
    /// <summary>Fewest characters of a key.</summary>
    public const int MinKeyChars = 16;

    /// <summary>Where to listen, such as <c>http://127.0.0.1:8081</c>; several parted by semicolons. Empty: nowhere.</summary>
    /// <value>Default: empty.</value>
    public string Urls { get; set; } = "";

    /// <summary>The key that a caller shows, as <c>Authorization: Bearer KEY</c>.</summary>
    /// <value>Required where <see cref="Urls"/> is set; at least 16 characters.</value>
    public string Key { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Urls.Length > 0 && Key.Length < MinKeyChars)
        {
            yield return new ValidationResult($"set a key of at least {MinKeyChars} characters (openssl rand -hex 24).", [nameof(Key)]);
        }

        foreach (var url in Addresses.Where(url => !url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !url.StartsWith("https://", StringComparison.OrdinalIgnoreCase)))
        {
            yield return new ValidationResult($"\"{url}\" is not an address such as http://127.0.0.1:8081.", [nameof(Urls)]);
        }
    }

    internal string[] Addresses => Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
