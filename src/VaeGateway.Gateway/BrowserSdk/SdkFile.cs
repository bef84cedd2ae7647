using System.Security.Cryptography;
using VaeGateway.Gateway.Precompression;

namespace VaeGateway.Gateway.BrowserSdk;

/// <summary>A file of the SDK.</summary>
internal sealed class SdkFile(string name, byte[] bytes)
{
    /// <summary>Its name, which is also what it is called in its URL.</summary>
    public string Name { get; } = name;

    /// <summary>Its bytes.</summary>
    public CompressibleContent Content { get; } = new(bytes);

    /// <summary>Hash of its bytes in lower-case hexadecimal: what makes a URL immutable.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>What a page writes into <c>integrity</c> (Subresource Integrity, section 3).</summary>
    public string Integrity { get; } = $"sha384-{Convert.ToBase64String(SHA384.HashData(bytes))}";

    /// <summary>The media type, which a browser must be told right: it runs no script and streams no WebAssembly of another.</summary>
    public string ContentType => Path.GetExtension(Name) == ".wasm" ? "application/wasm" : "text/javascript; charset=utf-8";

    /// <summary>Whether it is the service worker's script.</summary>
    public bool IsWorker => Name == "worker.js";
}
