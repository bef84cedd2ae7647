namespace VaeGateway.Gateway.Purging;

/// <summary>A purge that was carried out: it kills what was asked for before its epoch.</summary>
/// <param name="Target">What it takes.</param>
/// <param name="Epoch">Number of the purge.</param>
internal readonly record struct PurgeRecord(PurgeTarget Target, long Epoch);
