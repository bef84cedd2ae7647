using Microsoft.Extensions.FileSystemGlobbing;

namespace VaeGateway.Gateway.Sites;

/// <summary>Path patterns: <c>*</c> within a segment, <c>**</c> over any number of them.</summary>
internal sealed class PathRules
{
    private readonly Matcher? _matcher;

    public PathRules(IEnumerable<string> patterns)
    {
        foreach (var pattern in patterns)
        {
            (_matcher ??= new Matcher(StringComparison.Ordinal)).AddInclude(pattern.TrimStart('/'));
        }
    }

    public bool Match(PathString path) => _matcher is not null && path.Value is [_, .. var rest] && _matcher.Match(rest).HasMatches;
}
