namespace VaeGateway.Gateway.LatentStore;

/// <summary>State of a store.</summary>
/// <param name="Name"><c>memory</c> or <c>redis</c>.</param>
/// <param name="Reachable">Whether it answers at the moment.</param>
/// <param name="Entries">Entries in this node's memory.</param>
/// <param name="SizeBytes">Their bytes, estimated.</param>
internal readonly record struct StoreStatus(string Name, bool Reachable, int Entries, long SizeBytes);
