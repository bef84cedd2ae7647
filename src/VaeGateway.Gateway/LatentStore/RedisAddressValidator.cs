using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>Checks that the address of Redis can be read.</summary>
internal sealed class RedisAddressValidator : IValidateOptions<LatentStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, LatentStoreOptions options)
    {
        try
        {
            return options.Redis.Length == 0 || ConfigurationOptions.Parse(options.Redis).EndPoints.Count > 0
                ? ValidateOptionsResult.Success
                : Fail(options.Redis, "it names no server");
        }
        catch (ArgumentException e)
        {
            return Fail(options.Redis, e.Message);
        }
    }

    private static ValidateOptionsResult Fail(string address, string why) =>
        ValidateOptionsResult.Fail($"VaeGateway:LatentStore:Redis (--redis): \"{address}\" is not HOST:PORT: {why}.");
}
