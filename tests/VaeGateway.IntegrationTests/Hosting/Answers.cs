using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;

namespace VaeGateway.IntegrationTests.Hosting;

/// <summary>Ways in which an origin answers, good and bad.</summary>
internal static class Answers
{
    public static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return context.Response.WriteAsync("no such page");
    }

    public static RequestDelegate Bytes(byte[] body, string contentType, params (string Name, string Value)[] headers) => context =>
    {
        Head(context, contentType, headers);
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body).AsTask();
    };

    /// <summary>Sends back the body and says how it came.</summary>
    public static async Task Echo(HttpContext context)
    {
        Head(context, context.Request.ContentType ?? "", ("X-Echo", $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}"));
        await context.Request.Body.CopyToAsync(context.Response.Body);
    }

    /// <summary>Sends half of the body, the rest when told to.</summary>
    public static RequestDelegate InTwoParts(byte[] body, string contentType, Task whenToSendTheRest) => async context =>
    {
        Head(context, contentType);
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2));
        await context.Response.Body.FlushAsync();
        await whenToSendTheRest;
        await context.Response.Body.WriteAsync(body.AsMemory(body.Length / 2));
    };

    /// <summary>Sends half of the body and breaks the connection.</summary>
    public static RequestDelegate HalfOf(byte[] body, string contentType, bool withLength) => async context =>
    {
        Head(context, contentType);
        context.Response.ContentLength = withLength ? body.Length : null;
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2));
        await context.Response.Body.FlushAsync();

        // So that the half arrives before the break does.
        await Task.Delay(100);
        context.Abort();
    };

    /// <summary>Serves a folder.</summary>
    public static RequestDelegate Folder(string folder) => context =>
    {
        var types = new FileExtensionContentTypeProvider();
        var name = context.Request.Path.Value![1..];
        var path = Path.Combine(folder, name.Length == 0 || name.EndsWith('/') ? name + "index.html" : name);
        return File.Exists(path) && types.TryGetContentType(path, out var contentType)
            ? Bytes(File.ReadAllBytes(path), contentType, ("Cache-Control", "max-age=600"))(context)
            : NotFound(context);
    };

    private static void Head(HttpContext context, string contentType, params (string Name, string Value)[] headers)
    {
        context.Response.ContentType = contentType;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers.Append(name, value);
        }
    }
}
