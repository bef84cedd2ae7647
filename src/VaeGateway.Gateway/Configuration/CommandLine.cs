namespace VaeGateway.Gateway.Configuration;

/// <summary>The command line: a short name for the settings that everyone needs, and help that teaches the rest.</summary>
internal static class CommandLine
{
    public const string Help = """
        VaeGateway - a reverse proxy and HTTP cache that keeps images as learned latents.

        usage
          VaeGateway.Gateway (--origin URL | --config FILE) [--urls URL] [--redis HOST:PORT] [--model DIR] [--quality N]

          --origin URL        The site to stand in front of, such as http://127.0.0.1:9000.
          --config FILE       Settings as JSON, of several sites for instance; read again when it changes.
          --urls URL          Where to listen. Default: http://localhost:8080.
          --redis HOST:PORT   Keep latents in Redis. Default: in this process's memory.
          --model DIR         Folder of a trained model (with model.json).
                              Default: the newest folder under models/, here or in a folder above.
          --quality N         Quality of the latents, 0 (smallest) to 63 (best). Default: 40.
          --help              This text.

        how it works
          The first request for an image streams the origin's bytes at once and encodes them behind your back.
          Until that is done the next ones get those bytes from the store (detail=encoding); from then on
          SDK clients get the latent, everyone else a WebP or JPEG decoded from it:

            curl -i http://localhost:8080/photo.jpg                           # a miss: the original
            curl -i http://localhost:8080/photo.jpg                           # a hit: JPEG
            curl -i -H 'Accept: image/webp' http://localhost:8080/photo.jpg   # a hit: WebP
            curl -i -H 'Accept: image/vnd.vaegateway.latent;model="ID"' http://localhost:8080/photo.jpg

          Read Cache-Status and Server-Timing in the responses. See also:
            /.well-known/vaegateway/models   the model, for clients
            /.well-known/vaegateway/sdk      the SDK for browsers: what to put on a page, with integrity hashes
            /health/live  /health/ready      health
            /metrics                         Prometheus

        everything else
          Every setting has a name such as VaeGateway:LatentStore:MemoryBytes. Give it
            on the command line    --VaeGateway:LatentStore:MemoryBytes 1073741824
            in the environment     VaeGateway__LatentStore__MemoryBytes=1073741824
            or in appsettings.json or the file of --config
          Sections: Origin, Sites, HttpCaching, Encoding, LatentStore, Delivery, Model, BrowserSdk, Admin, Telemetry.

        less work for a picture
          --VaeGateway:Delivery:Decoder Light    WebP and JPEG by the model's light decoder: half of the work, a few per cent
                                                 more error than the guard has judged. Default: Full.

        several sites
          {"VaeGateway": {"Sites": {
            "shop": {"Hosts": ["shop.example", "*.shop.example"], "Origin": "https://10.0.0.7",
                     "TargetPsnr": 38, "MaxLifetime": "1.00:00:00", "Bypass": ["/account/**"]},
            "blog": {"Hosts": ["blog.example"], "Origin": "http://10.0.0.8:8080", "Formats": ["webp", "jpeg"]}}}}
          A host that is none of theirs gets 421. YARP's own section ReverseProxy is honoured beside them; a site
          named like a route there, without hosts and origin, is that route's policy.
          A name that leads to a private address is dialled only with AllowPrivateAddresses.

        purging
          --VaeGateway:Admin:Urls http://127.0.0.1:8081 --VaeGateway:Admin:Key KEY

            curl -H 'Authorization: Bearer KEY' -H 'Content-Type: application/json' \
              -d '{"urls": ["https://shop.example/a.jpg"], "prefixes": [], "tags": []}' http://127.0.0.1:8081/purge

        """;

    /// <summary>Short switches and the settings they stand for.</summary>
    public static readonly Dictionary<string, string> Switches = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--origin"] = "VaeGateway:Origin:Address",
        ["--config"] = ConfigFile.Setting,
        ["--redis"] = "VaeGateway:LatentStore:Redis",
        ["--model"] = "VaeGateway:Model:Folder",
        ["--quality"] = "VaeGateway:Encoding:Quality",
    };

    private static readonly HashSet<string> HostSettings = new(StringComparer.OrdinalIgnoreCase)
    {
        WebHostDefaults.ServerUrlsKey, WebHostDefaults.ApplicationKey, WebHostDefaults.ContentRootKey, WebHostDefaults.WebRootKey,
        WebHostDefaults.EnvironmentKey, WebHostDefaults.DetailedErrorsKey, WebHostDefaults.PreferHostingUrlsKey,
        WebHostDefaults.ShutdownTimeoutKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey,
        WebHostDefaults.HostingStartupAssembliesKey, WebHostDefaults.StaticWebAssetsKey, WebHostDefaults.CaptureStartupErrorsKey,
    };

    public static bool AsksForHelp(IEnumerable<string> args) => args.Any(arg => arg is "--help" or "-h" or "-?" or "/?");

    /// <summary>What is wrong with the arguments themselves; their values are checked with the options.</summary>
    public static IEnumerable<string> Faults(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            var (name, hasValue) = args[i].Split('=', 2) is [var left, _] ? (left, true) : (args[i], false);
            if (!name.StartsWith("--", StringComparison.Ordinal))
            {
                yield return $"{args[i]}: not an option; options begin with --.";
            }
            else
            {
                if (!IsKnown(name))
                {
                    yield return $"{name}: no such option.";
                }

                if (!hasValue && ++i == args.Count)
                {
                    yield return $"{name}: needs a value.";
                }
            }
        }
    }

    // A section's own name sets nothing; test hosts pass it along with the settings in it.
    private static bool IsKnown(string name) =>
        Switches.ContainsKey(name) || name.Contains(':') || HostSettings.Contains(name[2..]) || name[2..] == OptionsExtensions.RootSection;
}
