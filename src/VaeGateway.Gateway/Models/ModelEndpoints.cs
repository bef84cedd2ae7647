using Microsoft.AspNetCore.Http.HttpResults;
using VaeGateway.Codec.Onnx;
using VaeGateway.Gateway.Precompression;

namespace VaeGateway.Gateway.Models;

/// <summary>Serves the model to clients. What a URL with a hash addresses never changes, so it may be kept for ever; all else may change.</summary>
internal static class ModelEndpoints
{
    private const string Route = "/.well-known/vaegateway/models";
    private const string HashParameter = "sha256";
    private const string Shortly = "public, max-age=300";

    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, List);
        routes.MapMethods($"{Route}/{{id}}/{{file}}", [HttpMethods.Get, HttpMethods.Head], Fetch);
    }

    /// <summary>The URL at which exactly these bytes are served, for ever.</summary>
    public static string UrlOf(string modelId, ModelFile file) => $"{Route}/{modelId}/{file.Name}?{HashParameter}={file.Sha256}";

    private static JsonHttpResult<object> List(HttpResponse response, ModelFiles models, ServedModel served)
    {
        response.Headers.CacheControl = Shortly;
        response.Headers.AccessControlAllowOrigin = "*";
        var model = new
        {
            id = served.Id,
            mediaType = served.LatentContentType,
            sha256 = models.Manifest.Sha256,
            files = models.All.Select(file => new { name = file.Name, bytes = file.Bytes, sha256 = file.Sha256, url = UrlOf(served.Id, file) }),
        };
        return TypedResults.Json<object>(new { models = new[] { model } });
    }

    private static Results<CompressedResult, NotFound> Fetch(HttpContext context, ModelFiles models, string id, string file)
    {
        if (models.Find(id, file) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var response = context.Response;
        response.Headers.CacheControl = context.Request.Query[HashParameter] == found.File.Sha256 ? "public, max-age=31536000, immutable" : Shortly;
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.XContentTypeOptions = "nosniff";
        return new CompressedResult(found.Content, found.ContentType, found.File.Sha256, found.IsCompressed);
    }
}
