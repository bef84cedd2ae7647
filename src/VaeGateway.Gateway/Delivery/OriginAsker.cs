using Microsoft.Extensions.Options;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Negotiation;
using VaeGateway.Gateway.Origin;
using VaeGateway.Gateway.Sites;
using VaeGateway.Gateway.Telemetry;
using Yarp.ReverseProxy.Forwarder;

namespace VaeGateway.Gateway.Delivery;

/// <summary>Sends a request on to the origin, or lets it wait for one that asks the same, and answers from the store where it comes to that.</summary>
internal sealed class OriginAsker(
    StoreAnswers answers,
    OriginFlights flights,
    UncacheableKeys uncacheable,
    SiteRegistry sites,
    GatewayMetrics metrics,
    IOptions<HttpCachingOptions> caching,
    TimeProvider clock)
{
    /// <summary>Asks the origin whether a stored response is still good.</summary>
    public FillPlan PlanRefresh(HttpRequest request, Found found) => new(found, "stale", clock.GetUtcNow(), PolicyOf(request)) { Validates = true };

    /// <summary>Gets the client its answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="next">The proxy.</param>
    /// <param name="found">What the store has.</param>
    /// <param name="choice">Why it does not do.</param>
    /// <param name="findAgain">Looks again, after another request has asked the same.</param>
    public async Task AskAsync(HttpContext context, RequestDelegate next, Found found, Choice choice, Func<ValueTask<Found>> findAgain)
    {
        var plan = Plan(context.Request, found, choice);
        if (MayCollapse(context.Request, plan))
        {
            if (flights.TryLead(OriginFlights.NameOf(found, context.Request.Headers), out var flight))
            {
                plan = plan with { Flight = flight };
            }
            else if (await IsAnsweredByAsync(flight, context, plan, findAgain))
            {
                return;
            }
        }

        var again = await ForwardAsync(context, next, plan);
        if (again is { } reason)
        {
            // The store had no answer after all; this time the whole response is asked for.
            await ForwardAsync(context, next, Plan(context.Request, found with { Response = null, Index = null }, reason) with { WantsWhole = true });
        }
    }

    private FillPlan Plan(HttpRequest request, Found found, Choice choice)
    {
        var isImage = RequestClassifier.Classify(request) == RequestKind.Image;
        return new FillPlan(found, choice.ForwardReason, clock.GetUtcNow(), PolicyOf(request))
        {
            Validates = choice is { MayStore: true, Latent: null }
                && (found.Response is { } stored ? StoragePolicy.HasValidator(stored.Headers) : StoredHeads.TagsOf(found).Length > 0),
            WantsWhole = isImage && choice.MayStore && !uncacheable.Contains(found.Key),
            Latent = choice.Latent,
            MayStore = choice.MayStore,
        };
    }

    private ResponsePolicy PolicyOf(HttpRequest request) => sites.Of(request.HttpContext).PolicyOf(request.Path);

    private bool MayCollapse(HttpRequest request, FillPlan plan) =>
        caching.Value.CollapseTimeout > TimeSpan.Zero
        && HttpMethods.IsGet(request.Method)
        && plan is { MayStore: true, Latent: null, ForwardReason: not "request" }
        && (plan.WantsWhole || plan.Validates || request.Headers.Range.Count == 0)
        && request.Headers.Authorization.Count == 0
        && !uncacheable.Contains(plan.Found.Key);

    private async Task<bool> IsAnsweredByAsync(OriginFlight flight, HttpContext context, FillPlan plan, Func<ValueTask<Found>> findAgain)
    {
        var started = clock.GetTimestamp();
        try
        {
            if (!await flight.Landed.WaitAsync(caching.Value.CollapseTimeout, clock, context.RequestAborted))
            {
                return false;
            }
        }
        catch (TimeoutException)
        {
            return false;
        }

        var found = await findAgain();
        var now = clock.GetUtcNow();
        return found.Response is { } stored
            && ReusePolicy.Decide(context.Request.Headers, stored.Headers, stored.AgeAt(now), stored.FreshFor(now), caching.Value) == Reuse.Fresh
            && await answers.ServeAsync(context, found, started, new Provenance(Occasion.Collapsed, plan.ForwardReason)) is { Answer: not null };
    }

    /// <summary>Asks the origin; null if the client has its answer, else why to ask again.</summary>
    private async Task<Choice?> ForwardAsync(HttpContext context, RequestDelegate next, FillPlan plan)
    {
        var started = clock.GetTimestamp();
        context.Features.Set(plan);
        try
        {
            using var span = GatewayTraces.OriginFetch(plan.ForwardReason);
            await next(context);
        }
        finally
        {
            plan.Flight?.Land(isStored: false);
        }

        var outcome = plan.Outcome ?? StandIn(context, plan);
        if (context.Response.HasStarted || (outcome is null && !IsUnsettled(plan)))
        {
            Count(plan);
            return null;
        }

        context.Response.Clear();
        if (outcome is null)
        {
            return Choice.AskAnew(plan.ForwardReason);
        }

        context.Response.Headers.SetCookie = plan.Cookies;
        var status = plan.OriginStatus ?? StatusCodes.Status502BadGateway;
        var occasion = status == StatusCodes.Status304NotModified ? Occasion.Validated : Occasion.OnError;
        var choice = await answers.ServeAsync(context, outcome, started, new Provenance(occasion, plan.ForwardReason, status));
        return choice.Answer is null ? choice : null;
    }

    // The origin said "not modified" of something that the store has lost meanwhile.
    private static bool IsUnsettled(FillPlan plan) => plan is { Validates: true, OriginStatus: StatusCodes.Status304NotModified };

    /// <summary>The stale response that stands in for an origin that can't be reached, if it may.</summary>
    private Found? StandIn(HttpContext context, FillPlan plan)
    {
        var isCut = context.RequestAborted.IsCancellationRequested || context.Response.HasStarted;
        if (isCut || context.Features.Get<IForwarderErrorFeature>() is null || plan is not { Latent: null, Found.Response: { } stored })
        {
            return null;
        }

        var staleFor = -stored.FreshFor(clock.GetUtcNow());
        return ReusePolicy.MayStandIn(context.Request.Headers, stored.Headers, stored.Freshness.Lifetime, staleFor, caching.Value) ? plan.Found : null;
    }

    private void Count(FillPlan plan)
    {
        if (plan.BypassReason is { } bypass)
        {
            metrics.Bypass(bypass);
        }
        else
        {
            metrics.Miss();
        }
    }
}
