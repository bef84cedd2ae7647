using Microsoft.Extensions.Options;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.Gateway.Configuration;

namespace VaeGateway.Gateway.Models;

/// <summary>Registers the model; under the key <see cref="DecoderChoice.Light"/> with its light decoder, loaded only if something asks for it.</summary>
internal static class ModelServices
{
    public static IServiceCollection AddModel(this IServiceCollection services)
    {
        services.AddValidatedOptions<ModelOptions>("Model");
        services.AddSingleton<IValidateOptions<ModelOptions>, ModelFolderValidator>();
        services.AddSingleton<ILatentModel>(provider => Load(provider, DecoderChoice.Full, ModelDirections.Both));
        services.AddKeyedSingleton<ILatentModel>(DecoderChoice.Light, (provider, _) => Load(provider, DecoderChoice.Light, ModelDirections.Decode));
        services.AddSingleton<ServedModel>();
        return services.AddSingleton<ModelFiles>();
    }

    private static OnnxLatentModel Load(IServiceProvider provider, DecoderChoice decoder, ModelDirections directions)
    {
        var options = provider.GetRequiredService<IOptions<ModelOptions>>().Value;
        var model = OnnxLatentModel.Load(
            ModelLocator.Find(options)!,
            new OnnxModelOptions { IntraOpThreads = options.IntraOpThreads, Decoder = decoder, Directions = directions, Effort = options.Effort });
        var logger = provider.GetRequiredService<ILogger<OnnxLatentModel>>();
        logger.ModelLoaded(model.Description.Id, decoder, OnnxLatentModel.Provider);
        if (OnnxLatentModel.ProviderNotice is { } notice)
        {
            logger.ProviderMissing(notice);
        }

        return model;
    }
}
