namespace VaeGateway.Imaging.Formats;

/// <summary>Colour primaries and transfer function as code points of ITU-T H.273, by which AVIF and PNG name a colour space.</summary>
internal readonly record struct ColourCode(int Primaries, int Transfer)
{
    /// <summary>Whether pixels of this space may be read as sRGB: its primaries (or unspecified), and no PQ, HLG or linear light.</summary>
    /// <remarks>libvips ignores these code points, so other spaces would come out with wrong colours.</remarks>
    public bool IsNearStandard => Primaries is 1 or 2 or 5 or 6 && Transfer is 1 or 2 or 4 or 5 or 6 or 13 or 14 or 15;
}
