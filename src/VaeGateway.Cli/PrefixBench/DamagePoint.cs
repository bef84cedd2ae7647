namespace VaeGateway.Cli.PrefixBench;

/// <summary>What one flipped byte in a residual chunk does to the picture.</summary>
/// <param name="Image">File name.</param>
/// <param name="Quality">0 to 63.</param>
/// <param name="Group">Channel group of the chunk.</param>
/// <param name="Band">Band of rows of the chunk.</param>
/// <param name="FirstRow">First row of pixels that the chunk is about.</param>
/// <param name="EndRow">The row after its last.</param>
/// <param name="Inside">PSNR in dB of its rows.</param>
/// <param name="Outside">PSNR in dB of all other rows; null where there are none.</param>
/// <param name="ReachPixels">How far from its rows the picture still changes, in rows of pixels; 0 where nothing outside changes.</param>
/// <param name="RoomPixels">How far from its rows the picture goes on; a reach of as much may have been cut off.</param>
internal sealed record DamagePoint(
    string Image, int Quality, int Group, int Band, int FirstRow, int EndRow, BeforeAfter Inside, BeforeAfter? Outside, int ReachPixels, int RoomPixels);
