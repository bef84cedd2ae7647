using System.Globalization;

namespace VaeGateway.Cli.RateDistortion;

/// <summary>Measurements as CSV (RFC 4180), one a line below a header.</summary>
internal static class MeasurementCsv
{
    private const string Header = "image,codec,quality,bytes,bpp,psnr,msssim,ssimulacra2";
    private const string HeaderOfOneCodec = "image,quality,bytes,bpp,psnr,msssim,ssimulacra2";

    /// <summary>The measurements of many codecs.</summary>
    public static IEnumerable<string> Lines(IEnumerable<Measurement> measurements) =>
        [Header, .. measurements.Select(measured => Line(measured, $"{measured.Codec},"))];

    /// <summary>The measurements of one codec, which the lines don't name.</summary>
    public static IEnumerable<string> LinesOfOneCodec(IEnumerable<Measurement> measurements) =>
        [HeaderOfOneCodec, .. measurements.Select(measured => Line(measured, ""))];

    /// <summary>Reads either kind of file; one that names no codec is of the learned codec.</summary>
    /// <exception cref="BadInputException">There is no such file, or it holds something else.</exception>
    public static IReadOnlyList<Measurement> Read(FileInfo file)
    {
        if (!file.Exists)
        {
            throw new BadInputException($"{file} does not exist; write it with: vaegw bench rd --out {file.DirectoryName}");
        }

        var lines = File.ReadAllLines(file.FullName);
        if (lines.Length == 0 || lines[0] is not (Header or HeaderOfOneCodec))
        {
            throw new BadInputException($"{file}: the first line is not \"{Header}\"; measure anew with vaegw bench.");
        }

        return [.. lines.Skip(1).Select((line, i) => Parse(line, lines[0] == Header)
            ?? throw new BadInputException($"{file}, line {i + 2}: \"{line}\" is not \"{lines[0]}\"; measure anew with vaegw bench."))];
    }

    private static string Line(Measurement measured, string codec) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Quoted(measured.Image)},{codec}{measured.Quality},{measured.Bytes},{measured.BitsPerPixel:F5},{measured.Psnr:F4},{measured.MsSsim:F6},{measured.Ssimulacra2:F3}");

    /// <summary>Only an image's name can hold a comma, so the other fields are counted from the end.</summary>
    private static Measurement? Parse(string line, bool hasCodec)
    {
        var fields = line.Split(',');
        var numbers = fields.Length - 6;
        var nameFields = hasCodec ? numbers - 1 : numbers;
        return nameFields >= 1
            && int.TryParse(fields[numbers], CultureInfo.InvariantCulture, out var quality)
            && int.TryParse(fields[numbers + 1], CultureInfo.InvariantCulture, out var bytes)
            && double.TryParse(fields[numbers + 2], CultureInfo.InvariantCulture, out var bitsPerPixel)
            && double.TryParse(fields[numbers + 3], CultureInfo.InvariantCulture, out var psnr)
            && double.TryParse(fields[numbers + 4], CultureInfo.InvariantCulture, out var msSsim)
            && double.TryParse(fields[numbers + 5], CultureInfo.InvariantCulture, out var ssimulacra2)
            ? new Measurement(
                Unquoted(string.Join(',', fields[..nameFields])),
                hasCodec ? fields[nameFields] : CodecNames.Vae,
                quality,
                bytes,
                bitsPerPixel,
                psnr,
                msSsim,
                ssimulacra2)
            : null;
    }

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static string Unquoted(string text) =>
        text is ['"', .., '"'] ? text[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : text;
}
