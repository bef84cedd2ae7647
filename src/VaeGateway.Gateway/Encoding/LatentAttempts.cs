using Microsoft.Extensions.Options;
using VaeGateway.Codec;
using VaeGateway.Codec.Targets;
using VaeGateway.Gateway.LatentStore;

namespace VaeGateway.Gateway.Encoding;

/// <summary>Encodes an image as a latent, at higher qualities where the guard objects to lower ones.</summary>
internal sealed class LatentAttempts(LatentEncoder encoder, TargetEncoder search, QualityGuard guard, IOptions<EncodingOptions> options)
{
    private readonly EncodingOptions _options = options.Value;

    /// <param name="image">The image.</param>
    /// <param name="quality">Quality to begin with, 0 to 63.</param>
    /// <param name="target">What to begin with in place of that.</param>
    /// <param name="maxBytes">Most bytes worth keeping.</param>
    /// <param name="budget">Ends the attempts.</param>
    /// <param name="refusal">Why there is no latent, if there is none.</param>
    public Candidate? Encode(RgbImage image, int quality, QualityTarget target, long maxBytes, CancellationToken budget, out Refusal? refusal)
    {
        for (var attempt = 0; ; attempt++, quality = Math.Min(quality + _options.QualityStep, QualityScale.Max))
        {
            budget.ThrowIfCancellationRequested();
            var latent = attempt == 0 && target.For(image) is { } wanted ? Search(image, wanted, budget, out quality) : encoder.Encode(image, quality);
            if (latent.Length > maxBytes)
            {
                refusal = new Refusal("size", $"a latent of {latent.Length} bytes (quality {quality}) saves too little");
                return null;
            }

            budget.ThrowIfCancellationRequested();
            var verdict = guard.JudgeLatent(image, latent);
            refusal = verdict.Objection;
            if (refusal is null)
            {
                return new Candidate(BodyForm.Latent, latent, quality, verdict);
            }

            if (attempt == _options.MaxRetries || quality == QualityScale.Max)
            {
                return null;
            }
        }
    }

    private byte[] Search(RgbImage image, EncodingTarget target, CancellationToken budget, out int quality)
    {
        (var latent, quality, _) = search.Encode(image, target, budget);
        return latent;
    }
}
