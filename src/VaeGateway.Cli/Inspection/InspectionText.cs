namespace VaeGateway.Cli.Inspection;

/// <summary>Lays an inspection out for people.</summary>
internal static class InspectionText
{
    public static void Write(LatentInspection latent, TextWriter output)
    {
        output.WriteLine($"model     {latent.Fingerprint} ({latent.Model ?? "unknown here: give its folder with --model"})");
        if (latent.Decoders is { } decoders)
        {
            output.WriteLine($"decoders  {string.Join("; ", decoders.Select(decoder => $"{decoder.Name}, {decoder.MacPerPixel} MAC/pixel"))}");
        }

        output.WriteLine($"image     {latent.Width} x {latent.Height} pixels, quality {latent.Quality}");
        output.WriteLine($"size      {latent.Bytes} bytes, {latent.BitsPerPixel:F3} bits/pixel{SizeNote(latent)}");
        output.WriteLine($"header    {latent.HeaderBytes} bytes, checksum ok");
        output.WriteLine($"residual  {latent.Groups} channel groups x {latent.Bands} bands of {latent.BandRows} latent rows");
        output.WriteLine();
        output.WriteLine("chunk         group  band    offset     bytes  share  checksum");
        foreach (var chunk in latent.Chunks)
        {
            output.WriteLine(
                $"{chunk.Kind,-12} {chunk.Group,6} {chunk.Band,5} {chunk.Offset,9} {chunk.Bytes,9} {(double)chunk.Bytes / latent.ExpectedBytes,6:P0}  {chunk.Checksum}");
        }
    }

    private static string SizeNote(LatentInspection latent) => (latent.Bytes - latent.ExpectedBytes) switch
    {
        0 => "",
        < 0 and var missing => $" ({-missing} of {latent.ExpectedBytes} bytes are missing)",
        var extra => $" ({extra} bytes follow the last chunk)",
    };
}
