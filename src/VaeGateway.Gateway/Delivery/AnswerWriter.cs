using System.Globalization;
using Microsoft.Net.Http.Headers;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.Negotiation;

namespace VaeGateway.Gateway.Delivery;

/// <summary>Writes an answer from the store: the origin's headers as stored, and those of the variant.</summary>
internal sealed class AnswerWriter(TimeProvider clock)
{
    public async Task WriteAsync(HttpContext context, Answer answer, TimeSpan lookup)
    {
        SetHeaders(context.Response.Headers, answer, lookup);
        if (answer.Body is not { } body)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private void SetHeaders(IHeaderDictionary headers, Answer answer, TimeSpan lookup)
    {
        var image = answer.Image;
        var now = clock.GetUtcNow();
        foreach (var (name, value) in image.Headers)
        {
            headers[name] = value;
        }

        headers.Vary = HeaderList.Add(headers.Vary, HeaderNames.Accept);
        headers.ETag = answer.EntityTag;
        headers.Age = ((long)image.AgeAt(now).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        headers.XContentTypeOptions = "nosniff";
        headers[CacheStatus.HeaderName] = CacheStatus.Hit(image.FreshFor(now), answer.Variant.ToToken());
        headers["Server-Timing"] = ServerTiming(answer, lookup);
    }

    private static string ServerTiming(Answer answer, TimeSpan lookup)
    {
        var timing = string.Create(CultureInfo.InvariantCulture, $"cache;desc=\"hit\";dur={lookup.TotalMilliseconds:F2}");
        return answer.Decode is { } decode
            ? string.Create(CultureInfo.InvariantCulture, $"{timing}, decode;dur={decode.TotalMilliseconds:F2}")
            : timing;
    }
}
