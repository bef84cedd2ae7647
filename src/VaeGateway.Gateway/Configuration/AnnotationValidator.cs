using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace VaeGateway.Gateway.Configuration;

/// <summary>Checks options by their DataAnnotations and names each fault by the setting a user would change.</summary>
internal sealed class AnnotationValidator<TOptions>(string section) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        List<ValidationResult> results = [];
        return Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(results.Select(Describe));
    }

    private string Describe(ValidationResult result)
    {
        var setting = string.Join(", ", result.MemberNames.Select(member => $"{section}:{member}"));
        var shortcut = CommandLine.Switches.FirstOrDefault(pair => pair.Value == setting).Key;
        return shortcut is null ? $"{setting}: {result.ErrorMessage}" : $"{setting} ({shortcut}): {result.ErrorMessage}";
    }
}
