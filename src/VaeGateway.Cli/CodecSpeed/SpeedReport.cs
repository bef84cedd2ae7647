using System.Globalization;
using VaeGateway.Cli.Commands;
using VaeGateway.Cli.RateDistortion;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.CodecSpeed;

/// <summary>Writes the measured steps as CSV and as Markdown.</summary>
internal static class SpeedReport
{
    public static void WriteFiles(
        DirectoryInfo folder, FileInfo picture, IReadOnlyList<SpeedPeer> peers, IReadOnlyList<SpeedRow> rows, string source, TextWriter output)
    {
        folder.Create();
        var (width, height) = SizeOf(picture);
        var path = Path.Combine(folder.FullName, $"{width}x{height}");
        File.WriteAllLines(path + ".csv", [SpeedCsv.Header, .. rows.Select(SpeedCsv.Line)]);
        string[] lines = [$"# The codec's speed at {width} × {height}", "", source, "", .. Markdown(peers, rows)];
        File.WriteAllLines(path + ".md", lines);
        foreach (var line in lines)
        {
            output.WriteLine(line);
        }
    }

    /// <summary>What was measured, when and where, in one sentence.</summary>
    public static string Source(FileInfo picture, string folder, DateTimeOffset date)
    {
        var machine = Machine.Current();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"`{picture.Name}` of `{folder}`, {date:yyyy-MM-dd}, commit {machine.Commit ?? "unknown"}, {machine.Processor}, {machine.Cores} cores, {machine.System}, {machine.Runtime}.");
    }

    private static (int Width, int Height) SizeOf(FileInfo picture)
    {
        var info = InputFile.Parse(picture, bytes => ImageReader.ReadInfo(bytes, InputFile.Limits));
        return (info.Width, info.Height);
    }

    private static IEnumerable<string> Markdown(IReadOnlyList<SpeedPeer> peers, IReadOnlyList<SpeedRow> rows) =>
    [
        "Pixels to bytes and back; milliseconds a picture, the median. CPU time is that on one core: less than the time where the core was another's meanwhile.",
        "Two at once: two pictures on two cores, a core each. The peak is that of a process which does only this, on one core; large objects are what of the",
        "managed memory goes to the large object heap. All code is compiled fully from the start, as it is in a process that has run for a while.",
        "",
        .. Peers(peers, rows, AloneRequest.Encode),
        "",
        .. Peers(peers, rows, AloneRequest.Decode),
        "",
        "## Stages of the learned codec",
        "",
        .. Stages(rows),
        "",
        .. peers.Select(peer => $"- {CodecNames.TitleOf(peer.Codec)}: {peer.Settings}, quality {Subject.QualityOf(peer.Codec)}"),
    ];

    private static IEnumerable<string> Peers(IReadOnlyList<SpeedPeer> peers, IReadOnlyList<SpeedRow> rows, string direction) => MarkdownTable.Lines(
        [direction, "bytes", "PSNR (dB)", "one core (ms)", "CPU time (ms)", "two at once (ms)", "allocated (kB)", "large objects (kB)", "peak (MB)"],
        peers.Select(peer =>
        {
            var whole = rows.Where(row => row.Codec == peer.Codec && row.Direction == direction && row.IsWhole).ToList();
            var one = whole.Find(row => row.Cores == 1);
            return (IReadOnlyList<string>)
            [
                CodecNames.TitleOf(peer.Codec), $"{peer.Bytes:N0}", Text(peer.Psnr, "F1"), Text(one?.Milliseconds), Text(one?.CpuMilliseconds), Text(whole.Find(row => row.Cores == 2)?.Milliseconds),
                Text(one?.AllocatedBytes / 1e3, "N0"), Text(one?.LargeBytes / 1e3, "N0"), Text(one?.PeakBytes / 1e6, "N0"),
            ];
        }));

    private static IEnumerable<string> Stages(IReadOnlyList<SpeedRow> rows) => MarkdownTable.Lines(
        ["stage", "one core (ms)", "two at once (ms)", "allocated (kB)"],
        rows.Where(row => row.Codec == CodecNames.Vae && !row.IsWhole)
            .GroupBy(row => (row.Direction, row.Step))
            .Select(stage => (IReadOnlyList<string>)
            [
                $"{stage.Key.Direction}: {stage.Key.Step}",
                Text(stage.FirstOrDefault(row => row.Cores == 1)?.Milliseconds),
                Text(stage.FirstOrDefault(row => row.Cores == 2)?.Milliseconds),
                Text(stage.FirstOrDefault(row => row.Cores == 1)?.AllocatedBytes / 1e3, "N0"),
            ]));

    private static string Text(double? value, string format = "F1") => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
