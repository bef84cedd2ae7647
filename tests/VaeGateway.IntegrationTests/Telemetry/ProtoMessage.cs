namespace VaeGateway.IntegrationTests.Telemetry;

/// <summary>Reads the wire format of Protocol Buffers, as far as texts, bytes and messages go.</summary>
internal static class ProtoMessage
{
    private const int Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5;

    /// <summary>The values of one field.</summary>
    public static IEnumerable<byte[]> Fields(byte[] message, int number)
    {
        for (var at = 0; at < message.Length;)
        {
            var key = ReadVarint(message, ref at);
            var length = (key & 7) switch
            {
                Varint => 0,
                Fixed64 => 8,
                Fixed32 => 4,
                Bytes => (int)ReadVarint(message, ref at),
                var kind => throw new InvalidDataException($"Wire type {kind} is unknown."),
            };
            if ((key & 7) == Varint)
            {
                ReadVarint(message, ref at);
            }
            else if (key >> 3 == number)
            {
                yield return message[at..(at + length)];
            }

            at += length;
        }
    }

    private static long ReadVarint(byte[] message, ref int at)
    {
        var value = 0L;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[at++];
            value |= (long)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
