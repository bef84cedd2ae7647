namespace VaeGateway.Gateway.Negotiation;

/// <summary>Tells image requests from others, so that pages and scripts never touch the image cache.</summary>
internal static class RequestClassifier
{
    private static readonly HashSet<string> ImageExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".avif",
    };

    public static RequestKind Classify(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return RequestKind.Other;
        }

        var extension = Path.GetExtension(request.Path.Value ?? "");
        if (ImageExtensions.Contains(extension))
        {
            return RequestKind.Image;
        }

        var accept = request.Headers.Accept;
        if (AcceptHeader.MentionsImages(accept) && !AcceptHeader.AcceptsByName(accept, "text/html"))
        {
            return RequestKind.Image;
        }

        return extension.Length == 0 && AcceptHeader.TakesAnything(accept) ? RequestKind.Unknown : RequestKind.Other;
    }
}
