using Microsoft.Extensions.Options;

namespace VaeGateway.Gateway.Configuration;

/// <summary>The options of one section, bound and checked each time they are asked for.</summary>
internal sealed class BoundOptions<TOptions>(IConfigurationSection section) : IOptions<TOptions>
    where TOptions : class, new()
{
    public TOptions Value
    {
        get
        {
            var options = new TOptions();
            section.Bind(options);
            var result = new AnnotationValidator<TOptions>(section.Path).Validate(null, options);
            return result.Failed ? throw new OptionsValidationException(section.Path, typeof(TOptions), result.Failures) : options;
        }
    }
}
