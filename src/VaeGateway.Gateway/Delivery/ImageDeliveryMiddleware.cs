using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.Negotiation;
using VaeGateway.Gateway.Origin;
using VaeGateway.Gateway.Telemetry;

namespace VaeGateway.Gateway.Delivery;

/// <summary>Answers image requests from the store; sends all others on to the origin, with a plan for what to do with the answer.</summary>
internal sealed class ImageDeliveryMiddleware(
    RequestDelegate next,
    ImageLookup lookup,
    VariantSelector selector,
    AnswerWriter writer,
    UncacheableKeys uncacheable,
    GatewayMetrics metrics,
    TimeProvider clock,
    ILogger<ImageDeliveryMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var kind = RequestClassifier.Classify(request);
        if (kind == RequestKind.Other)
        {
            await PassAsync(context, "not-an-image");
            return;
        }

        var key = CacheKey.Of($"{request.Scheme}://{request.Host.Value}", request.Path, request.QueryString);
        if (uncacheable.Contains(key, out var reason))
        {
            await PassAsync(context, reason.ToToken());
            return;
        }

        var choice = await ChooseAsync(context, key, clock.GetTimestamp());
        if (choice.Answer is null)
        {
            await AskOriginAsync(context, choice, wantsWhole: kind == RequestKind.Image && choice.Target is not null);
        }
    }

    /// <summary>Serves the stored image if there is one; else says what to ask the origin for.</summary>
    private async Task<Choice> ChooseAsync(HttpContext context, CacheKey key, long started)
    {
        var (image, reason) = await lookup.FindAsync(key, context.Request, context.RequestAborted);
        if (image is null)
        {
            return reason == "vary-miss" ? Choice.Ask(reason) : Choice.AskAndKeep(reason, key, EncodeTarget.Latent);
        }

        var found = clock.GetElapsedTime(started);
        var choice = await selector.ChooseAsync(key, image, context.Request, context.RequestAborted);
        if (choice.Answer is { } answer)
        {
            await writer.WriteAsync(context, answer, found);
            Report(context.Request, answer);
        }

        return choice;
    }

    private async Task AskOriginAsync(HttpContext context, Choice choice, bool wantsWhole)
    {
        var plan = new FillPlan(choice.Key, choice.ForwardReason, choice.Target, wantsWhole) { RequestTime = clock.GetUtcNow() };
        context.Features.Set(plan);
        await next(context);
        if (plan.BypassReason is { } bypass)
        {
            metrics.Bypass(bypass);
        }
        else
        {
            metrics.Miss();
        }

        logger.Forwarded(context.Request.Method, context.Request.Path, plan.BypassReason ?? "captured");
    }

    private Task PassAsync(HttpContext context, string reason)
    {
        metrics.Bypass(reason);
        return next(context);
    }

    private void Report(HttpRequest request, Answer answer)
    {
        var isSent = answer.Body is not null && !HttpMethods.IsHead(request.Method);
        var sentBytes = isSent ? answer.Body!.Length : 0;
        var savedBytes = isSent ? answer.Image.OriginBytes - sentBytes : 0;
        var outcome = answer.Variant switch
        {
            Variant.Latent => "hit_latent",
            Variant.Original => "hit_original",
            _ => "hit_rendition",
        };
        metrics.Hit(outcome, savedBytes);
        logger.Delivered(request.Method, request.Path, answer.Variant.ToToken(), sentBytes, answer.Image.OriginBytes, 100.0 * savedBytes / Math.Max(1, answer.Image.OriginBytes));
    }
}
