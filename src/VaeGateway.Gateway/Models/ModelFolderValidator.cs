using Microsoft.Extensions.Options;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Gateway.Models;

/// <summary>Checks that there is a model before anything tries to load it.</summary>
internal sealed class ModelFolderValidator : IValidateOptions<ModelOptions>
{
    public ValidateOptionsResult Validate(string? name, ModelOptions options)
    {
        if (ModelLocator.Find(options) is not { } folder)
        {
            return Fail("no model found. Train or fetch one into models/ (see models/training), or name its folder with --model DIR");
        }

        return File.Exists(Path.Combine(folder, ModelManifest.FileName))
            ? ValidateOptionsResult.Success
            : Fail($"\"{folder}\" holds no {ModelManifest.FileName}. Name a folder such as models/vg9");
    }

    private static ValidateOptionsResult Fail(string why) => ValidateOptionsResult.Fail($"VaeGateway:Model:Folder (--model): {why}.");
}
