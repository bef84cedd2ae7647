#:sdk Microsoft.NET.Sdk.Web
#:property PublishAot=false

// The sample origin: a plain file server, as any site behind the gateway might be.
// dotnet run deploy/demo/origin.cs -- FOLDER URL

using Microsoft.Extensions.FileProviders;

if (args is not [var folder, var url] || !Directory.Exists(folder))
{
    Console.Error.WriteLine("usage: dotnet run origin.cs -- FOLDER URL (the folder must exist)");
    return 2;
}

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls(url);
var app = builder.Build();
app.UseFileServer(new FileServerOptions
{
    FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder)),
    StaticFileOptions = { OnPrepareResponse = served => served.Context.Response.Headers.CacheControl = "public, max-age=600" },
});
await app.RunAsync();
return 0;
