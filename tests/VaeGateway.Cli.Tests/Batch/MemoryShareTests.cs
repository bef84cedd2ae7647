using VaeGateway.Cli.Batch;

namespace VaeGateway.Cli.Tests.Batch;

public sealed class MemoryShareTests
{
    private const long Bytes = 1_000_000_000; // room for four images of a megapixel, at 200 bytes/pixel of four fifths

    [Fact]
    public void An_image_too_large_for_the_machine_is_refused() =>
        Assert.Throws<BadInputException>(() => new MemoryShare(Bytes).With(5_000_000, () => 0));

    [Fact]
    public void Images_wait_for_each_other()
    {
        var memory = new MemoryShare(Bytes);
        var (now, most) = (0, 0);

        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => memory.With(2_000_000, () =>
        {
            var together = Interlocked.Increment(ref now);
            InterlockedMax(ref most, together);
            Thread.Yield();
            return Interlocked.Decrement(ref now);
        }));

        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public void Work_that_fails_gives_its_memory_back()
    {
        var memory = new MemoryShare(Bytes);
        for (var i = 0; i < 3; i++)
        {
            Assert.Throws<InvalidOperationException>(() => memory.With<int>(4_000_000, () => throw new InvalidOperationException()));
        }

        Assert.Equal(7, memory.With(4_000_000, () => 7));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; seen < value; seen = most)
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
