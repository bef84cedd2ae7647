using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace VaeGateway.Gateway.Admin;

/// <summary>Lets in who shows the key.</summary>
internal sealed class KeyCheck(RequestDelegate next, IOptions<AdminOptions> options)
{
    private const string Scheme = "Bearer ";

    private readonly byte[] _expected = HashOf(options.Value.Key);

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var shown = context.Request.Headers.Authorization.ToString();
        if (shown.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(HashOf(shown[Scheme.Length..].Trim()), _expected))
        {
            return next(context);
        }

        context.Response.Headers.WWWAuthenticate = Scheme.TrimEnd();
        return Results
            .Problem("Send the key of VaeGateway:Admin:Key as \"Authorization: Bearer KEY\".", statusCode: StatusCodes.Status401Unauthorized)
            .ExecuteAsync(context);
    }

    // Hashes have one length, so that the time to compare them tells nothing of the key's.
    private static byte[] HashOf(string key) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key));
}
