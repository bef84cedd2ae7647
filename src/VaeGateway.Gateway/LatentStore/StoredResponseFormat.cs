using Microsoft.Extensions.Primitives;
using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>A response within an entry.</summary>
/// <remarks>
/// <code>
/// id               8 bytes
/// epoch            8 bytes
/// status           2 bytes
/// stored at, initial age, lifetime
///                  3 × 8 bytes, ticks of 100 ns (stored at: UTC)
/// headers          2-byte count, then for each line its name and value as strings
/// body's form      1 byte     1 bytes, 2 bytes to be encoded, 3 latent, 4 WebP, 5 AVIF
/// is image         1 byte     0 or 1; with 1 follow
///   model, reason  strings
///   quality        1 byte
///   target         8 + 8 bytes, IEEE double: PSNR in dB, MS-SSIM; 4 bytes: bytes
///   origin bytes   8 bytes
///   width, height  4 + 4 bytes
///   PSNR, worst    8 + 8 bytes, IEEE double, dB
///   worst SSIM     8 bytes, IEEE double
///   encode         8 bytes, ticks
/// body             4-byte length, then its bytes
/// </code>
/// </remarks>
internal static class StoredResponseFormat
{
    public static void Write(BinaryWriter writer, StoredResponse response)
    {
        writer.Write(response.Id);
        writer.Write(response.Epoch);
        writer.Write((ushort)response.Status);
        writer.Write(response.StoredAt.UtcTicks);
        writer.Write(response.Freshness.InitialAge.Ticks);
        writer.Write(response.Freshness.Lifetime.Ticks);
        writer.Write((ushort)response.Headers.Sum(header => header.Value.Count));
        foreach (var (name, lines) in response.Headers)
        {
            foreach (var line in lines)
            {
                writer.Write(name);
                writer.Write(line ?? "");
            }
        }

        writer.Write((byte)response.Form);
        writer.Write(response.Image is not null);
        if (response.Image is { } image)
        {
            WriteImage(writer, image);
        }

        writer.Write(response.Body.Length);
        writer.Write(response.Body);
    }

    public static StoredResponse Read(BinaryReader reader)
    {
        return new StoredResponse
        {
            Id = reader.ReadUInt64(),
            Epoch = reader.ReadInt64(),
            Status = reader.ReadUInt16(),
            StoredAt = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
            Freshness = new Freshness(new TimeSpan(reader.ReadInt64()), new TimeSpan(reader.ReadInt64())),
            Headers = ReadHeaders(reader),
            Form = (BodyForm)reader.ReadByte() is var form && Enum.IsDefined(form) ? form : throw new InvalidDataException($"Form {form} is unknown."),
            Image = reader.ReadBoolean() ? ReadImage(reader) : null,
            Body = ReadBody(reader),
        };
    }

    private static void WriteImage(BinaryWriter writer, ImageFacts image)
    {
        writer.Write(image.ModelTag);
        writer.Write(image.Reason);
        writer.Write((byte)image.Quality);
        writer.Write(image.Target.Psnr);
        writer.Write(image.Target.MsSsim);
        writer.Write(image.Target.Bytes);
        writer.Write(image.OriginBytes);
        writer.Write(image.Width);
        writer.Write(image.Height);
        writer.Write(image.Psnr);
        writer.Write(image.WorstTilePsnr);
        writer.Write(image.WorstTileSsim);
        writer.Write(image.EncodeDuration.Ticks);
    }

    private static ImageFacts ReadImage(BinaryReader reader) => new()
    {
        ModelTag = reader.ReadString(),
        Reason = reader.ReadString(),
        Quality = reader.ReadByte(),
        Target = new QualityTarget(reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt32()),
        OriginBytes = reader.ReadInt64(),
        Width = reader.ReadInt32(),
        Height = reader.ReadInt32(),
        Psnr = reader.ReadDouble(),
        WorstTilePsnr = reader.ReadDouble(),
        WorstTileSsim = reader.ReadDouble(),
        EncodeDuration = new TimeSpan(reader.ReadInt64()),
    };

    private static HeaderDictionary ReadHeaders(BinaryReader reader)
    {
        var count = reader.ReadUInt16();
        var headers = new HeaderDictionary();
        for (var i = 0; i < count; i++)
        {
            var name = reader.ReadString();
            headers[name] = StringValues.Concat(headers[name], reader.ReadString());
        }

        return headers;
    }

    private static byte[] ReadBody(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        var body = reader.ReadBytes(length);
        return body.Length == length ? body : throw new EndOfStreamException("The body is cut short.");
    }
}
