using System.CommandLine;
using VaeGateway.Cli.GatewayBench;

namespace VaeGateway.Cli.Commands;

/// <summary><c>vaegw bench gateway</c>: what visitors of a gateway download, with the SDK and without.</summary>
internal static class BenchGatewayCommand
{
    private const string Teaching = """
        Serve a folder of images behind a gateway, and give the same folder here. Each image is fetched as a visitor would: once
        to fill the cache, then as WebP by a plain client and as a latent by the .NET client, and both are compared with the file.

        Example:
          vaegw bench gateway --gateway http://127.0.0.1:8080 --images kodak
        """;

    public static Command Create()
    {
        var gateway = new Option<Uri>("--gateway")
        {
            Description = "Where the gateway listens; the images are directly below.",
            HelpName = "URL",
            Required = true,
            CustomParser = result => Uri.TryCreate(result.Tokens[0].Value.TrimEnd('/') + "/", UriKind.Absolute, out var uri) ? uri : Refuse(result),
        };
        var images = new Option<DirectoryInfo>("--images") { Description = "The folder that the origin serves.", HelpName = "DIR", Required = true };
        var output = new Option<FileInfo?>("--out") { Description = "Also write the table as CSV.", HelpName = "FILE" };
        var command = new TaughtCommand("gateway", "Measures what a gateway saves its visitors.", Teaching) { gateway, images, output };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var visitor = new Visitor(parsed.GetRequiredValue(gateway));
            var visits = new List<Visit>();
            foreach (var file in InputFolder.Images(parsed.GetRequiredValue(images)))
            {
                visits.Add(await visitor.VisitAsync(file, cancellation));
                VisitTable.WriteRow(parsed.InvocationConfiguration.Output, visits[^1], isFirst: visits.Count == 1);
            }

            VisitTable.WriteTotal(parsed.InvocationConfiguration.Output, visits);
            if (parsed.GetValue(output) is { } csv)
            {
                csv.Directory?.Create();
                await File.WriteAllLinesAsync(csv.FullName, VisitTable.Csv(visits), cancellation);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Uri? Refuse(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError($"'{result.Tokens[0].Value}' is no URL; give one such as http://127.0.0.1:8080.");
        return null;
    }
}
