namespace VaeGateway.Gateway.Configuration;

/// <summary>What the process returns.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    public const int BadConfiguration = 2;
}
