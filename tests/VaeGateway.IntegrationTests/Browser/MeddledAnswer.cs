namespace VaeGateway.IntegrationTests.Browser;

/// <summary>An answer on its way, to be changed.</summary>
internal sealed class MeddledAnswer(string path, int status, byte[] body)
{
    public string Path => path;

    public int Status { get; set; } = status;

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public byte[] Body { get; set; } = body;

    public bool IsLatent => Headers.GetValueOrDefault("Content-Type", "").StartsWith("image/vnd.vaegateway.latent", StringComparison.Ordinal);

    /// <summary>Flips a bit of the body: 0 is its first byte, just below 1 its last.</summary>
    public void Flip(double position)
    {
        Body = (byte[])Body.Clone();
        Body[(int)(Body.Length * position)] ^= 0x40;
    }
}
