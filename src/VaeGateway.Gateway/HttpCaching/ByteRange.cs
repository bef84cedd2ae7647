using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>The one part of a body that a Range field asks for (RFC 9110 section 14.2).</summary>
/// <param name="Start">Offset of its first byte.</param>
/// <param name="Length">Its length; 0 if the body has no such part (416).</param>
internal readonly record struct ByteRange(long Start, long Length)
{
    private const string Unit = "bytes=";

    /// <summary>Reads a Range field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="bodyLength">Length in bytes of the whole body.</param>
    /// <returns>Null to answer with the whole body: no field, a faulty one, or several ranges.</returns>
    public static ByteRange? Of(StringValues field, long bodyLength)
    {
        if (field is not [{ } text] || !text.StartsWith(Unit, StringComparison.OrdinalIgnoreCase) || text.Contains(','))
        {
            return null;
        }

        if (text[Unit.Length..].Trim().Split('-') is not [var first, var last])
        {
            return null;
        }

        return first.Length == 0 ? Suffix(Number(last), bodyLength) : Between(Number(first), last.Length == 0 ? long.MaxValue : Number(last), bodyLength);
    }

    /// <summary>As a Content-Range field.</summary>
    public string Describe(long bodyLength) => Length == 0
        ? string.Create(CultureInfo.InvariantCulture, $"bytes */{bodyLength}")
        : string.Create(CultureInfo.InvariantCulture, $"bytes {Start}-{Start + Length - 1}/{bodyLength}");

    private static ByteRange? Suffix(long? length, long bodyLength) =>
        length is { } asked ? new ByteRange(Math.Max(0, bodyLength - asked), Math.Min(asked, bodyLength)) : null;

    private static ByteRange? Between(long? first, long? last, long bodyLength) =>
        first is not { } start || last is not { } end || end < start ? null :
        start >= bodyLength ? new ByteRange(0, 0) :
        new ByteRange(start, Math.Min(end, bodyLength - 1) - start + 1);

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
