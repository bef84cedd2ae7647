namespace VaeGateway.Cli.Inspection;

/// <summary>One chunk of a container.</summary>
/// <param name="Kind">"hyper-latent" or "residual".</param>
/// <param name="Group">Channel group of a residual chunk.</param>
/// <param name="Band">Band of rows of a residual chunk.</param>
/// <param name="Offset">Where it begins, in bytes from the container's start.</param>
/// <param name="Bytes">Its size, without the checksum.</param>
/// <param name="Checksum">"ok", "wrong", or "cut" where the file ends before it does.</param>
internal sealed record ChunkInspection(string Kind, int? Group, int? Band, long Offset, int Bytes, string Checksum);
