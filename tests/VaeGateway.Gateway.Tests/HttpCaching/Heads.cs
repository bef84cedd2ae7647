using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace VaeGateway.Gateway.Tests.HttpCaching;

/// <summary>Header fields written as on the wire.</summary>
internal static class Heads
{
    /// <summary>Headers of lines such as <c>Vary: Accept</c>, divided by <c>|</c>.</summary>
    public static HeaderDictionary Of(string lines)
    {
        var headers = new HeaderDictionary();
        foreach (var line in lines.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = line.Split(':', 2) is [var left, var right] ? (left.Trim(), right.Trim()) : throw new ArgumentException(line);
            headers[name] = StringValues.Concat(headers[name], value);
        }

        return headers;
    }
}
