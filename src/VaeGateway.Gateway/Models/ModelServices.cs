using Microsoft.Extensions.Options;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.Gateway.Configuration;

namespace VaeGateway.Gateway.Models;

/// <summary>Registers the model.</summary>
internal static class ModelServices
{
    public static IServiceCollection AddModel(this IServiceCollection services)
    {
        services.AddValidatedOptions<ModelOptions>("Model");
        services.AddSingleton<IValidateOptions<ModelOptions>, ModelFolderValidator>();
        services.AddSingleton<ILatentModel>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<ModelOptions>>().Value;
            return OnnxLatentModel.Load(ModelLocator.Find(options)!, new OnnxModelOptions { IntraOpThreads = options.IntraOpThreads });
        });
        services.AddSingleton<ServedModel>();
        return services.AddSingleton<ModelFiles>();
    }
}
