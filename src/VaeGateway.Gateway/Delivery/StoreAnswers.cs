using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Negotiation;
using VaeGateway.Gateway.Telemetry;

namespace VaeGateway.Gateway.Delivery;

/// <summary>Answers requests by what the store has found for them.</summary>
internal sealed class StoreAnswers(
    VariantSelector selector, AnswerWriter writer, EncodeScheduler encodes, GatewayMetrics metrics, TimeProvider clock, ILogger<StoreAnswers> logger)
{
    /// <summary>Answers, or says what to ask the origin for.</summary>
    /// <param name="context">The request.</param>
    /// <param name="found">What the store has; with a response.</param>
    /// <param name="started">When the search began, in the clock's timestamps.</param>
    /// <param name="cacheStatus">Says where the answer comes from, by the time it stays fresh and by its variant.</param>
    public async Task<Choice> ServeAsync(HttpContext context, Found found, long started, Func<TimeSpan, string?, string> cacheStatus)
    {
        var lookup = clock.GetElapsedTime(started);
        var response = found.Response!;
        var choice = await selector.ChooseAsync(found, context.Request, context.RequestAborted);
        if (choice.Answer is { } answer)
        {
            var status = cacheStatus(response.FreshFor(clock.GetUtcNow()), answer.Detail);
            Report(context.Request, answer, await writer.WriteAsync(context, answer, status, lookup));
        }

        if (response.Form == BodyForm.Encoding)
        {
            encodes.Ensure(found, response);
        }

        return choice;
    }

    private void Report(HttpRequest request, Answer answer, int sentBytes)
    {
        if (answer.Response.Image is not { } image)
        {
            metrics.Hit("hit_plain", bytesSaved: 0);
            return;
        }

        var isWhole = sentBytes > 0 && sentBytes == answer.Body?.Length;
        var savedBytes = isWhole ? image.OriginBytes - sentBytes : 0;
        var outcome = answer.Variant switch
        {
            Variant.Latent => "hit_latent",
            Variant.Original => "hit_original",
            _ => "hit_rendition",
        };
        metrics.Hit(outcome, savedBytes);
        logger.Delivered(request.Method, request.Path, answer.Detail ?? "", sentBytes, image.OriginBytes, 100.0 * savedBytes / Math.Max(1, image.OriginBytes));
    }
}
