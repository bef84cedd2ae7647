using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>Reads a dictionary of structured fields (RFC 9651 section 4.2.2). One fault makes the whole field invalid.</summary>
internal ref struct StructuredDictionary
{
    private readonly ReadOnlySpan<char> _text;
    private int _at;

    private StructuredDictionary(ReadOnlySpan<char> text) => _text = text;

    private readonly bool AtEnd => _at == _text.Length;

    private readonly char Next => _at < _text.Length ? _text[_at] : '\0';

    /// <summary>The members in order: <c>true</c>, a <c>long</c>, a <c>string</c> for strings and tokens, or null for what caching has no use for.</summary>
    /// <returns>Null if the field does not parse.</returns>
    public static Dictionary<string, object?>? Parse(StringValues field)
    {
        var reader = new StructuredDictionary(string.Join(",", field.ToArray()).AsSpan().Trim(' '));
        try
        {
            return reader.ReadMembers();
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private Dictionary<string, object?> ReadMembers()
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (!AtEnd)
        {
            var key = ReadKey();
            object? value = true;
            if (TryTake('='))
            {
                value = ReadValue();
            }

            SkipParameters();
            members[key] = value;
            SkipBlanks();
            if (AtEnd)
            {
                break;
            }

            Take(',');
            SkipBlanks();
            Require(!AtEnd);
        }

        return members;
    }

    private string ReadKey()
    {
        Require(char.IsAsciiLetterLower(Next) || Next == '*');
        return ReadWhile(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-' or '.' or '*');
    }

    private object? ReadValue()
    {
        if (!TryTake('('))
        {
            return ReadItem();
        }

        SkipBlanks();
        while (!TryTake(')'))
        {
            ReadItem();
            SkipParameters();
            Require(Next is ' ' or ')');
            SkipBlanks();
        }

        return null;
    }

    private object? ReadItem()
    {
        switch (Next)
        {
            case '"':
                return ReadString();
            case '?':
                _at++;
                Require(Next is '0' or '1');
                return _text[_at++] == '1';
            case ':':
                _at++;
                ReadWhile(static c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=');
                Take(':');
                return null;
            case '@':
                _at++;
                ReadNumber();
                return null;
            case var c when c == '-' || char.IsAsciiDigit(c):
                return ReadNumber();
            default:
                Require(char.IsAsciiLetter(Next) || Next == '*');
                return ReadWhile(static c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~:/".Contains(c));
        }
    }

    private object? ReadNumber()
    {
        var sign = TryTake('-') ? -1 : 1;
        var digits = ReadWhile(char.IsAsciiDigit);
        Require(digits.Length is > 0 and <= 15);
        if (!TryTake('.'))
        {
            return sign * long.Parse(digits, CultureInfo.InvariantCulture);
        }

        Require(digits.Length <= 12 && ReadWhile(char.IsAsciiDigit).Length is > 0 and <= 3);
        return null;
    }

    private string ReadString()
    {
        Take('"');
        var text = new System.Text.StringBuilder();
        while (!TryTake('"'))
        {
            if (TryTake('\\'))
            {
                Require(Next is '"' or '\\');
            }

            Require(Next is >= ' ' and <= '~');
            text.Append(_text[_at++]);
        }

        return text.ToString();
    }

    private void SkipParameters()
    {
        while (TryTake(';'))
        {
            SkipBlanks();
            ReadKey();
            if (TryTake('='))
            {
                ReadItem();
            }
        }
    }

    private string ReadWhile(Func<char, bool> belongs)
    {
        var start = _at;
        while (!AtEnd && belongs(_text[_at]))
        {
            _at++;
        }

        return _text[start.._at].ToString();
    }

    private void SkipBlanks() => ReadWhile(static c => c is ' ' or '\t');

    private bool TryTake(char expected)
    {
        if (Next != expected || AtEnd)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Take(char expected) => Require(TryTake(expected));

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new FormatException("No dictionary of structured fields.");
        }
    }
}
