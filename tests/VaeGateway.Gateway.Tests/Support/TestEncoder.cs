using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using VaeGateway.Codec;
using VaeGateway.Codec.Targets;
using VaeGateway.Gateway.Encoding;

namespace VaeGateway.Gateway.Tests.Support;

/// <summary>The encoder of images, put together by hand.</summary>
internal static class TestEncoder
{
    public static ImageEncoder Create(CountedMetrics counted, EncodingOptions? options = null, ILatentModel? model = null)
    {
        model ??= new BlockModel();
        var wrapped = Options.Create(options ?? new EncodingOptions());
        var guard = new QualityGuard(new LatentDecoder(model), wrapped);
        return new ImageEncoder(
            new LatentAttempts(new LatentEncoder(model), new TargetEncoder(model), guard, wrapped),
            new ImageRecoder(guard, wrapped),
            wrapped,
            counted.Metrics,
            TimeProvider.System,
            NullLogger<ImageEncoder>.Instance);
    }
}
