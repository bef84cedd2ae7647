using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>An index of variants within an entry.</summary>
/// <remarks>
/// <code>
/// variants         2-byte count, then for each
///   id             8 bytes
///   choice         2-byte count, then name and value as strings
///   language, entity tag
///                  strings
///   expires at     8 bytes, ticks of 100 ns, UTC
/// </code>
/// </remarks>
internal static class VariantIndexFormat
{
    public static void Write(BinaryWriter writer, VariantIndex index)
    {
        writer.Write((ushort)index.Variants.Count);
        foreach (var variant in index.Variants)
        {
            writer.Write(variant.Id);
            writer.Write((ushort)variant.Choice.Values.Count);
            foreach (var (name, value) in variant.Choice.Values)
            {
                writer.Write(name);
                writer.Write(value);
            }

            writer.Write(variant.Language);
            writer.Write(variant.EntityTag);
            writer.Write(variant.ExpiresAt.UtcTicks);
        }
    }

    public static VariantIndex Read(BinaryReader reader)
    {
        var variants = new VariantRecord[reader.ReadUInt16()];
        for (var i = 0; i < variants.Length; i++)
        {
            variants[i] = new VariantRecord(
                reader.ReadUInt64(), ReadChoice(reader), reader.ReadString(), reader.ReadString(), new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero));
        }

        return new VariantIndex(variants);
    }

    private static VariantChoice ReadChoice(BinaryReader reader)
    {
        var values = new KeyValuePair<string, string>[reader.ReadUInt16()];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = new(reader.ReadString(), reader.ReadString());
        }

        return new VariantChoice(values);
    }
}
