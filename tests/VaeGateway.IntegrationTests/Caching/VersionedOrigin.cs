using Microsoft.AspNetCore.Http;

namespace VaeGateway.IntegrationTests.Caching;

/// <summary>A resource with an entity tag, whose origin answers 304 to those who have it.</summary>
internal sealed class VersionedOrigin
{
    private int _fullAnswers;
    private int _notModified;

    public byte[] Body { get; set; } = "a page"u8.ToArray();

    public string ContentType { get; set; } = "text/plain";

    public string CacheControl { get; set; } = "";

    public string? Cookie { get; set; }

    /// <summary>Goes into the entity tag.</summary>
    public int Version { get; set; } = 1;

    /// <summary>How often the body was sent.</summary>
    public int FullAnswers => _fullAnswers;

    /// <summary>How often it was not, since the asker had it.</summary>
    public int NotModified => _notModified;

    public Task AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        response.Headers.ETag = $"\"v{Version}\"";
        response.Headers.CacheControl = CacheControl;
        response.Headers.SetCookie = Cookie;
        if (context.Request.Headers.IfNoneMatch == response.Headers.ETag)
        {
            Interlocked.Increment(ref _notModified);
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        Interlocked.Increment(ref _fullAnswers);
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        return response.Body.WriteAsync(Body).AsTask();
    }
}
