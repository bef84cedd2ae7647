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
        var context = new ValidationContext(options);
        if (Validator.TryValidateObject(options, context, results, validateAllProperties: true))
        {
            return ValidateOptionsResult.Success;
        }

        // Where single values are wrong the framework does not look at how they fit together; a user wants to hear all at once.
        var rest = options is IValidatableObject own ? own.Validate(context) : [];
        return ValidateOptionsResult.Fail(results.Concat(rest).Select(Describe).Distinct());
    }

    private string Describe(ValidationResult result)
    {
        var setting = string.Join(", ", result.MemberNames.Select(member => $"{section}:{member}"));
        var shortcut = CommandLine.Switches.FirstOrDefault(pair => pair.Value == setting).Key;
        return shortcut is null ? $"{setting}: {result.ErrorMessage}" : $"{setting} ({shortcut}): {result.ErrorMessage}";
    }
}
