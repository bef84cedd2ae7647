using System.Security.Cryptography;
using System.Text.Json;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Client;

/// <summary>Fetches a gateway's model into the cache folder, every file checked against its hash before it is kept.</summary>
/// <param name="options">How to decode.</param>
/// <param name="send">Sends the requests.</param>
/// <param name="measure">Chooses the decoder of a folder that has all but the light network; called only if the model has one and the choice is to be measured.</param>
internal sealed class ModelDownload(LatentDecodingOptions options, SendRequest send, Func<string, DecoderChoice> measure)
{
    private const string ListPath = "/.well-known/vaegateway/models";

    private const int MaxIdChars = 64;

    private static readonly string[] SharedRoles = ["scale", "mean"];

    /// <returns>The model's folder, and the decoder whose network is there.</returns>
    /// <exception cref="InvalidModelException">The host offers no model that is acceptable and whole.</exception>
    public async Task<(string Folder, DecoderChoice Decoder)> FetchAsync(Uri host, CancellationToken cancellationToken)
    {
        var id = await FirstModelAsync(host, cancellationToken).ConfigureAwait(false);
        var json = await GetAsync(Address(host, id, ModelManifest.FileName), cancellationToken).ConfigureAwait(false);
        var manifest = ModelManifest.Parse(json);
        if (manifest.Id != id)
        {
            throw new InvalidModelException($"{host} lists model \"{id}\" but serves \"{manifest.Id}\".");
        }

        if (options.PinnedModelSha256.Length > 0 && !string.Equals(manifest.Sha256, options.PinnedModelSha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidModelException($"{host} offers model {manifest.Sha256}, not the pinned {options.PinnedModelSha256}.");
        }

        // Named by the manifest's own bytes, so that no host can change another's model.
        var folder = Path.Combine(options.CacheFolder, Convert.ToHexStringLower(SHA256.HashData(json)));
        Directory.CreateDirectory(folder);
        var decoder = options.Decoder == DecoderChoice.Light ? DecoderChoice.Light : DecoderChoice.Full;
        foreach (var role in SharedRoles.Append(manifest.SynthesisRole(decoder)))
        {
            await FetchFileAsync(host, id, manifest, role, folder, cancellationToken).ConfigureAwait(false);
        }

        Keep(Path.Combine(folder, ModelManifest.FileName), json);
        if (options.Decoder == DecoderChoice.Measured && manifest.HasLightDecoder && measure(folder) == DecoderChoice.Light)
        {
            decoder = DecoderChoice.Light;
            await FetchFileAsync(host, id, manifest, manifest.SynthesisRole(decoder), folder, cancellationToken).ConfigureAwait(false);
        }

        return (folder, decoder);
    }

    private static Uri Address(Uri host, string id, string file) => new(host, $"{ListPath}/{Uri.EscapeDataString(id)}/{file}");

    // The id goes into the Accept header.
    private static bool IsIdChar(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';

    private static bool Matches(byte[] content, ModelFile file) => Convert.ToHexStringLower(SHA256.HashData(content)) == file.Sha256;

    /// <summary>Writes under another name first: a reader sees the whole file or none.</summary>
    private static void Keep(string path, byte[] content)
    {
        var partial = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllBytes(partial, content);
        File.Move(partial, path, overwrite: true);
    }

    private async Task FetchFileAsync(Uri host, string id, ModelManifest manifest, string role, string folder, CancellationToken cancellationToken)
    {
        if (!manifest.Files.TryGetValue(role, out var file) || file.Name != Path.GetFileName(file.Name))
        {
            throw new InvalidModelException($"{host}: model \"{id}\" names no valid file for its {role} network.");
        }

        var path = Path.Combine(folder, file.Name);
        if (File.Exists(path) && Matches(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false), file))
        {
            return;
        }

        var content = await GetAsync(Address(host, id, $"{Uri.EscapeDataString(file.Name)}?sha256={file.Sha256}"), cancellationToken).ConfigureAwait(false);
        if (!Matches(content, file))
        {
            throw new InvalidModelException($"{host}: {file.Name} of model \"{id}\" does not match its hash.");
        }

        Keep(path, content);
    }

    private async Task<string> FirstModelAsync(Uri host, CancellationToken cancellationToken)
    {
        try
        {
            using var list = JsonDocument.Parse(await GetAsync(new Uri(host, ListPath), cancellationToken).ConfigureAwait(false));
            var id = list.RootElement.GetProperty("models")[0].GetProperty("id").GetString();
            return id is { Length: > 0 and <= MaxIdChars } && id.All(IsIdChar) ? id : throw new InvalidModelException($"{host} lists a model without a valid id.");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new InvalidModelException($"{host}{ListPath} is not a list of models.", e);
        }
    }

    private async Task<byte[]> GetAsync(Uri uri, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        using var response = await send(request, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        await response.Content.LoadIntoBufferAsync(options.MaxModelFileBytes, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
    }
}
