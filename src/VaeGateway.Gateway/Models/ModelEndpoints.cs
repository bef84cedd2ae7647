using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace VaeGateway.Gateway.Models;

/// <summary>Serves the model to clients. What a hash addresses never changes, so it may be kept for ever; the list may change.</summary>
internal static class ModelEndpoints
{
    private const string Route = "/.well-known/vaegateway/models";

    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, List);
        routes.MapMethods($"{Route}/{{id}}/{{file}}", [HttpMethods.Get, HttpMethods.Head], Fetch);
    }

    private static JsonHttpResult<object> List(HttpResponse response, ModelFiles models, ServedModel served)
    {
        response.Headers.CacheControl = "public, max-age=300";
        response.Headers.AccessControlAllowOrigin = "*";
        var model = new
        {
            id = served.Id,
            mediaType = served.LatentContentType,
            sha256 = models.Manifest.Sha256,
            files = models.All.Select(file => new { name = file.Name, bytes = file.Bytes, sha256 = file.Sha256, url = $"{Route}/{served.Id}/{file.Name}" }),
        };
        return TypedResults.Json<object>(new { models = new[] { model } });
    }

    private static Results<PhysicalFileHttpResult, NotFound> Fetch(HttpResponse response, ModelFiles models, string id, string file)
    {
        if (models.Find(id, file) is not { } found)
        {
            return TypedResults.NotFound();
        }

        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.PhysicalFile(
            found.Path, found.ContentType, entityTag: new EntityTagHeaderValue($"\"{found.File.Sha256}\""), enableRangeProcessing: true);
    }
}
