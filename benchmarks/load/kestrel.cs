#:sdk Microsoft.NET.Sdk.Web
#:property PublishAot=false

// The ceiling of the gateway's web server: files from memory, and nothing else.
// dotnet run benchmarks/load/kestrel.cs -- FOLDER URL

if (args is not [var folder, var url])
{
    Console.Error.WriteLine("usage: dotnet run kestrel.cs -- FOLDER URL");
    return 2;
}

var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
    .ToDictionary(file => "/" + Path.GetRelativePath(folder, file), File.ReadAllBytes);
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls(url);
var app = builder.Build();
app.Run(async context =>
{
    if (!files.TryGetValue(context.Request.Path.Value!, out var body))
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return;
    }

    context.Response.Headers["Cache-Status"] = "kestrel; hit";
    context.Response.ContentLength = body.Length;
    await context.Response.Body.WriteAsync(body);
});
await app.RunAsync();
return 0;
