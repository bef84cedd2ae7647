using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace VaeGateway.Gateway.BrowserSdk;

/// <summary>The built SDK, in memory as it was at the start. Nothing else of the folder is served.</summary>
internal sealed class SdkFiles
{
    private const string FolderName = "browser-sdk";

    private static readonly FrozenSet<string> Extensions = new[] { ".js", ".wasm" }.ToFrozenSet(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, SdkFile> _byName;

    public SdkFiles(IOptions<BrowserSdkOptions> options)
    {
        var folder = new DirectoryInfo(options.Value.Folder is { Length: > 0 } named ? named : Path.Combine(AppContext.BaseDirectory, FolderName));
        _byName = (folder.Exists ? folder.EnumerateFiles() : [])
            .Where(file => Extensions.Contains(file.Extension))
            .Select(file => new SdkFile(file.Name, File.ReadAllBytes(file.FullName)))
            .ToFrozenDictionary(file => file.Name, StringComparer.Ordinal);
        WhyMissing = _byName.Count > 0 ? null
            : options.Value.Folder.Length > 0 ? $"The browser SDK is not in \"{folder.FullName}\", which VaeGateway:BrowserSdk:Folder names."
            : "The browser SDK is missing: Node.js 20 or its packages could not be had when the gateway was built. Build it again where they can, "
                + "or name the folder of a built SDK with VaeGateway:BrowserSdk:Folder.";
    }

    /// <summary>Why there are no files; null if there are.</summary>
    public string? WhyMissing { get; }

    /// <summary>All files, by name.</summary>
    public IEnumerable<SdkFile> All => _byName.Values.OrderBy(file => file.Name, StringComparer.Ordinal);

    /// <summary>A file by its exact name, or null. The name never becomes a path.</summary>
    public SdkFile? Find(string name) => _byName.GetValueOrDefault(name);
}
