using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Tests.Support;
using VaeGateway.Imaging;
using VaeGateway.Imaging.Tests;
using Xunit.Abstractions;

namespace VaeGateway.Gateway.Tests.Encoding;

/// <summary>What an encode takes of memory, against what is reckoned for it. Nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(RecodeMemoryTests), DisableParallelization = true)]
[Collection(nameof(RecodeMemoryTests))]
public sealed class RecodeMemoryTests(ITestOutputHelper output)
{
    private const int Side = 1400;

    [Fact]
    public void A_transparent_image_takes_no_more_than_is_reckoned()
    {
        using var counted = new CountedMetrics();
        var encoder = TestEncoder.Create(counted);
        encoder.Encode(StoredResponses.Image(TestImages.CutoutPng));
        var picture = TestImages.Disc(Side);
        var png = ImageWriter.Write(picture, ImageFormat.Png, 100);
        var before = ResidentMemory.Reset();

        var result = WithoutGarbage(() => encoder.Encode(StoredResponses.Image(png)));

        var taken = ResidentMemory.Peak() - before;
        output.WriteLine($"{taken / (double)(Side * Side):F1} bytes a pixel");
        Assert.NotEqual(BodyForm.Bytes, result.Form);
        Assert.True(taken <= ImageRecoder.MemoryFor(picture), $"{taken} bytes, {ImageRecoder.MemoryFor(picture)} are reckoned");
    }

    /// <summary>What can be collected does not count: the runtime does so where memory is short.</summary>
    private static T WithoutGarbage<T>(Func<T> computation)
    {
        using var done = new ManualResetEventSlim();
        var collector = new Thread(() =>
        {
            while (!done.Wait(TimeSpan.FromMilliseconds(20)))
            {
                GC.Collect();
            }
        });
        collector.Start();
        try
        {
            return computation();
        }
        finally
        {
            done.Set();
            collector.Join();
        }
    }
}
