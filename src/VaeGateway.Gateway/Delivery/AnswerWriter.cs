using System.Globalization;
using Microsoft.Net.Http.Headers;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.Negotiation;

namespace VaeGateway.Gateway.Delivery;

/// <summary>Writes an answer from the store: the origin's headers as stored, those of the variant, and of the body what the client asks for.</summary>
internal sealed class AnswerWriter(TimeProvider clock)
{
    /// <summary>Writes the answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="cacheStatus">Where it comes from.</param>
    /// <param name="lookup">How long it took to find it.</param>
    /// <returns>Bytes of body sent.</returns>
    public async Task<int> WriteAsync(HttpContext context, Answer answer, string cacheStatus, TimeSpan lookup)
    {
        var (request, response) = (context.Request, context.Response);
        SetHeaders(response.Headers, answer);
        response.Headers[CacheStatus.HeaderName] = cacheStatus;
        response.Headers["Server-Timing"] = ServerTiming(answer, lookup);
        if (answer.Body is not { } body)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return 0;
        }

        response.StatusCode = answer.Response.Status;
        var sent = Cut(request, response, answer, body);
        if (answer.Response.Status is not (StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent))
        {
            response.ContentLength = sent.Length;
        }

        if (HttpMethods.IsHead(request.Method) || sent.Length == 0)
        {
            return 0;
        }

        await response.Body.WriteAsync(sent, context.RequestAborted);
        return sent.Length;
    }

    private void SetHeaders(IHeaderDictionary headers, Answer answer)
    {
        foreach (var (name, value) in answer.Response.Headers)
        {
            headers[name] = value;
        }

        SvgPolicy.Apply(headers);
        headers.Age = ((long)answer.Response.AgeAt(clock.GetUtcNow()).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (answer.Variant is not { } variant)
        {
            return;
        }

        if (variant != Variant.Original)
        {
            foreach (var name in FieldRules.OfOriginalBytes)
            {
                headers.Remove(name);
            }
        }

        headers.ContentType = answer.ContentType;
        headers.Vary = HeaderList.Add(headers.Vary, HeaderNames.Accept);
        headers.ETag = answer.EntityTag;
        headers.AcceptRanges = "bytes";
        headers.XContentTypeOptions = "nosniff";
    }

    /// <summary>The part of the body that is asked for, with the head that goes with it.</summary>
    private static ReadOnlyMemory<byte> Cut(HttpRequest request, HttpResponse response, Answer answer, byte[] body)
    {
        if (answer.Response.Status != StatusCodes.Status200OK
            || !HttpMethods.IsGet(request.Method)
            || !Conditions.RangeApplies(request.Headers, answer.Response.Headers, answer.EntityTag)
            || ByteRange.Of(request.Headers.Range, body.Length) is not { } range)
        {
            return body;
        }

        response.StatusCode = range.Length > 0 ? StatusCodes.Status206PartialContent : StatusCodes.Status416RangeNotSatisfiable;
        response.Headers.ContentRange = range.Describe(body.Length);
        return body.AsMemory((int)range.Start, (int)range.Length);
    }

    private static string ServerTiming(Answer answer, TimeSpan lookup)
    {
        var timing = string.Create(CultureInfo.InvariantCulture, $"cache;desc=\"hit\";dur={lookup.TotalMilliseconds:F2}");
        var decode = answer.Decode is { } duration ? string.Create(CultureInfo.InvariantCulture, $"decode;dur={duration.TotalMilliseconds:F2}") : null;
        return string.Join(", ", new[] { timing, decode, GuardTiming.Of(answer.Response) }.Where(metric => metric is not null));
    }
}
