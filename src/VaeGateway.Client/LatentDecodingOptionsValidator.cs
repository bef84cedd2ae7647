using Microsoft.Extensions.Options;

namespace VaeGateway.Client;

/// <summary>Holds the options to their ranges; the code is generated, so that trimming finds nothing to guess.</summary>
[OptionsValidator]
internal sealed partial class LatentDecodingOptionsValidator : IValidateOptions<LatentDecodingOptions>;
