using System.Text;

namespace VaeGateway.IntegrationTests.Telemetry;

/// <summary>A span as it came over the wire.</summary>
/// <param name="Source">Name of the source that made it.</param>
/// <param name="Name">Its name.</param>
/// <param name="TraceId">Its trace.</param>
/// <param name="Links">The traces that it is linked to.</param>
internal sealed record ReceivedSpan(string Source, string Name, string TraceId, IReadOnlyList<string> Links)
{
    /// <summary>The spans of an <c>ExportTraceServiceRequest</c> (opentelemetry/proto/trace/v1/trace.proto).</summary>
    public static IEnumerable<ReceivedSpan> In(byte[] request)
    {
        const int ResourceSpans = 1, ScopeSpans = 2, Scope = 1, ScopeName = 1, Spans = 2;
        foreach (var scopeSpans in ProtoMessage.Fields(request, ResourceSpans).SelectMany(resource => ProtoMessage.Fields(resource, ScopeSpans)))
        {
            var source = ProtoMessage.Fields(scopeSpans, Scope).SelectMany(scope => ProtoMessage.Fields(scope, ScopeName)).Select(Encoding.UTF8.GetString).FirstOrDefault("");
            foreach (var span in ProtoMessage.Fields(scopeSpans, Spans))
            {
                yield return Of(source, span);
            }
        }
    }

    private static ReceivedSpan Of(string source, byte[] span)
    {
        const int TraceId = 1, Name = 5, Links = 13;
        string TraceOf(byte[] message) => Convert.ToHexStringLower(ProtoMessage.Fields(message, TraceId).Single());
        return new ReceivedSpan(
            source, Encoding.UTF8.GetString(ProtoMessage.Fields(span, Name).Single()), TraceOf(span), [.. ProtoMessage.Fields(span, Links).Select(TraceOf)]);
    }
}
