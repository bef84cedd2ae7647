using Microsoft.Extensions.Configuration.Json;

namespace VaeGateway.Gateway.Configuration;

/// <summary>A file of settings that <c>--config</c> names. It is read again when it changes.</summary>
internal sealed class ConfigFile(string path)
{
    /// <summary>Where the path is given.</summary>
    public const string Setting = $"{OptionsExtensions.RootSection}:ConfigFile";

    /// <summary>Puts the file that the configuration names below the command line, so that the latter wins.</summary>
    public static ConfigFile AddTo(IConfigurationManager configuration, string[] args)
    {
        var path = configuration[Setting] is { Length: > 0 } named ? Path.GetFullPath(named) : "";
        var file = new ConfigFile(path);
        if (path.Length > 0 && file.FindFault() is null)
        {
            var source = new JsonConfigurationSource { Path = path, ReloadOnChange = true, OnLoadException = fault => fault.Ignore = true };
            source.ResolveFileProvider();
            configuration.Add(source);
            configuration.AddCommandLine(args, CommandLine.Switches);
        }

        return file;
    }

    /// <summary>Why the file can't be read now; null if it can, or if there is none.</summary>
    public string? FindFault()
    {
        if (path.Length == 0)
        {
            return null;
        }

        try
        {
            using var content = File.OpenRead(path);
            new ConfigurationBuilder().AddJsonStream(content).Build();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or System.Text.Json.JsonException)
        {
            return $"{path} (--config): {(e.InnerException ?? e).Message}";
        }
    }
}
