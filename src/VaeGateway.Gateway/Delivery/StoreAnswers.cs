using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Negotiation;
using VaeGateway.Gateway.Telemetry;

namespace VaeGateway.Gateway.Delivery;

/// <summary>Answers requests by what the store has found for them.</summary>
internal sealed class StoreAnswers(
    VariantSelector selector, AnswerWriter writer, EncodeScheduler encodes, GatewayMetrics metrics, TimeProvider clock)
{
    /// <summary>Answers, or says what to ask the origin for.</summary>
    /// <param name="context">The request.</param>
    /// <param name="found">What the store has; with a response.</param>
    /// <param name="started">When the search began, in the clock's timestamps.</param>
    /// <param name="provenance">Where the answer comes from.</param>
    public async Task<Choice> ServeAsync(HttpContext context, Found found, long started, Provenance provenance)
    {
        var lookup = clock.GetElapsedTime(started);
        var response = found.Response!;
        var choice = await selector.ChooseAsync(found, context.Request, context.RequestAborted);
        if (choice.Answer is { } answer)
        {
            var status = provenance.CacheStatus(response.FreshFor(clock.GetUtcNow()), answer.Detail);
            Count(provenance.Occasion, answer, await writer.WriteAsync(context, answer, status, lookup));
        }

        if (response.Form == BodyForm.Encoding)
        {
            encodes.Ensure(found, response);
        }

        return choice;
    }

    private void Count(Occasion occasion, Answer answer, int sentBytes)
    {
        var isWhole = sentBytes > 0 && sentBytes == answer.Body?.Length;
        var savedBytes = isWhole && answer.Response.Image is { } image ? image.OriginBytes - sentBytes : 0;
        switch (occasion)
        {
            case Occasion.WhileRevalidating:
                metrics.Stale("while-revalidating", sentBytes, savedBytes);
                break;
            case Occasion.OnError:
                metrics.Stale("on-error", sentBytes, savedBytes);
                break;
            case Occasion.Validated:
                metrics.Hit("revalidated", sentBytes, savedBytes);
                break;
            default:
                metrics.Hit(Outcome(answer), sentBytes, savedBytes);
                break;
        }
    }

    private static string Outcome(Answer answer) => answer.Variant switch
    {
        null => "hit_plain",
        Variant.Latent => "hit_latent",
        Variant.Original => "hit_original",
        _ => "hit_rendition",
    };
}
