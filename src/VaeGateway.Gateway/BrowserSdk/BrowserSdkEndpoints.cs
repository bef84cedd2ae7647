using Microsoft.AspNetCore.Http.HttpResults;
using VaeGateway.Gateway.Models;
using VaeGateway.Gateway.Precompression;

namespace VaeGateway.Gateway.BrowserSdk;

/// <summary>Serves the SDK to browsers, and an index with all that its service worker needs to know.</summary>
/// <remarks>As with models, a URL with a hash may be kept for ever; one without is what pages name, and may change.</remarks>
internal static class BrowserSdkEndpoints
{
    private const string Route = "/.well-known/vaegateway/sdk";
    private const string HashParameter = "sha256";
    private const string Shortly = "public, max-age=300";
    private const string ForEver = "public, max-age=31536000, immutable";

    public static void MapBrowserSdk(this IEndpointRouteBuilder routes)
    {
        string[] methods = [HttpMethods.Get, HttpMethods.Head];
        routes.MapMethods(Route, methods, Index);
        routes.MapMethods($"{Route}/{{file}}", methods, Fetch);
    }

    private static JsonHttpResult<object> Index(HttpResponse response, SdkFiles sdk, ModelFiles models, ServedModel served)
    {
        SetHeaders(response.Headers, Shortly);
        return TypedResults.Json<object>(new
        {
            unavailable = sdk.WhyMissing ?? (models.Decoder is null ? $"Model \"{served.Id}\" has no decoder for browsers." : null),
            model = new { id = served.Id, mediaType = served.LatentContentType, decoder = Describe(models) },
            files = sdk.All.Select(file => new
            {
                name = file.Name,
                contentType = file.ContentType,
                bytes = file.Content.Bytes.Length,
                sha256 = file.Sha256,
                integrity = file.Integrity,
                url = $"{Route}/{file.Name}?{HashParameter}={file.Sha256}",
            }),
        });
    }

    private static object? Describe(ModelFiles models) => models.Decoder is { } decoder
        ? new { bytes = decoder.Bytes, sha256 = decoder.Sha256, url = ModelEndpoints.UrlOf(models.Manifest.Id, decoder) }
        : null;

    private static IResult Fetch(HttpContext context, SdkFiles sdk, string file)
    {
        var headers = context.Response.Headers;
        if (sdk.Find(file) is not { } found)
        {
            SetHeaders(headers, "no-store");
            return TypedResults.Text(sdk.WhyMissing ?? "The browser SDK has no such file.", statusCode: StatusCodes.Status404NotFound);
        }

        SetHeaders(headers, context.Request.Query[HashParameter] == found.Sha256 ? ForEver : Shortly);
        if (found.IsWorker)
        {
            // Else a worker would see only what lies below its own path.
            headers["Service-Worker-Allowed"] = "/";
        }

        return new CompressedResult(found.Content, found.ContentType, found.Sha256);
    }

    private static void SetHeaders(IHeaderDictionary headers, string cacheControl)
    {
        headers.CacheControl = cacheControl;
        headers.AccessControlAllowOrigin = "*";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }
}
