using Microsoft.Extensions.Options;

namespace VaeGateway.Gateway.Configuration;

/// <inheritdoc/>
internal sealed class OptionsProbe<TOptions>(string section, IConfiguration configuration, IOptions<TOptions> options) : IOptionsProbe
    where TOptions : class
{
    public IEnumerable<string> FindFaults() => [.. FindUnknownSettings(), .. FindBadValues()];

    private IEnumerable<string> FindUnknownSettings() => configuration.GetSection(section).GetChildren()
        .Where(setting => typeof(TOptions).GetProperties().All(known => !known.Name.Equals(setting.Key, StringComparison.OrdinalIgnoreCase)))
        .Select(setting => $"{setting.Path}: no such setting.");

    private IEnumerable<string> FindBadValues()
    {
        try
        {
            _ = options.Value;
            return [];
        }
        catch (OptionsValidationException e)
        {
            return e.Failures;
        }
        catch (InvalidOperationException e)
        {
            // The binder's: a value of the wrong type. It names the setting and the value.
            return [e.Message];
        }
    }
}
