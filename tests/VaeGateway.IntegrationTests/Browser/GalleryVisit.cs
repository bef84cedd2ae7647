using System.Text.Json;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Browser;

/// <summary>What Chromium saw of a page; <c>tests/browser/gallery.mjs</c> drives it.</summary>
/// <param name="Images">The page's images.</param>
/// <param name="Responses">Every response that it got.</param>
internal sealed record GalleryVisit(IReadOnlyList<PaintedImage> Images, IReadOnlyList<SeenResponse> Responses)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    public static async Task<GalleryVisit> ToAsync(Uri page, string screenshot)
    {
        await using var node = new ChildProcess(
            "node", Path.Combine(Repository.Browser, "gallery.mjs"), page.AbsoluteUri, Path.Combine(Repository.Screenshots, screenshot));
        var exitCode = await node.WaitForExitAsync(Timeout);
        Assert.True(exitCode == 0, $"The browser failed ({exitCode}). Was tests/setup.sh run?\n{node.Output}");
        var report = node.Output.Split('\n').Single(line => line.StartsWith('{'));
        return JsonSerializer.Deserialize<GalleryVisit>(report, JsonSerializerOptions.Web)!;
    }
}
