namespace VaeGateway.Gateway.HttpCaching;

/// <summary>Reasons as tokens, for headers and metrics.</summary>
internal static class StorabilityTokens
{
    public static string ToToken(this Storability storability) => storability switch
    {
        Storability.Storable => "storable",
        Storability.Method => "method",
        Storability.Status => "status",
        Storability.NoStore => "no-store",
        Storability.Private => "private",
        Storability.SetCookie => "set-cookie",
        Storability.Endless => "endless",
        Storability.Vary => "vary",
        Storability.NotFresh => "not-fresh",
        _ => throw new ArgumentOutOfRangeException(nameof(storability), storability, null),
    };
}
