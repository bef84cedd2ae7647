using Microsoft.Net.Http.Headers;

namespace VaeGateway.Gateway.Precompression;

/// <summary>Answers with bytes in the smallest form that the client takes.</summary>
/// <param name="content">The bytes.</param>
/// <param name="contentType">Their media type.</param>
/// <param name="hash">Names the bytes: the entity tag is made of it and of the form.</param>
/// <param name="mayCompress">Whether any form but the bytes themselves may be sent.</param>
internal sealed class CompressedResult(CompressibleContent content, string contentType, string hash, bool mayCompress = true) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var coding = mayCompress ? AcceptEncoding.Choose(httpContext.Request.Headers.AcceptEncoding) : ContentCoding.Identity;
        var token = AcceptEncoding.Token(coding);
        var headers = httpContext.Response.Headers;
        if (mayCompress)
        {
            headers.Vary = HeaderNames.AcceptEncoding;
        }

        if (token is not null)
        {
            headers.ContentEncoding = token;
        }

        // Parts of a compressed form are of no use to anyone, and it may get smaller between two requests.
        var file = TypedResults.File(
            await content.GetAsync(coding),
            contentType,
            entityTag: new EntityTagHeaderValue(token is null ? $"\"{hash}\"" : $"\"{hash}-{token}\""),
            enableRangeProcessing: token is null);
        await file.ExecuteAsync(httpContext);
    }
}
