using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Origin;

namespace VaeGateway.Gateway.Encoding;

/// <summary>Sends images into the encode queue that were stored but whose latent was never made: the queue was full, or the gateway stopped.</summary>
internal sealed class EncodeScheduler(EncodeQueue queue, CaptureMemory memory)
{
    /// <summary>Sees to it that a stored image gets its latent, if there is room at the moment.</summary>
    public void Ensure(Found found, StoredResponse original)
    {
        if (queue.Contains(found.ResponseKey))
        {
            return;
        }

        var share = memory.Open();
        if (share.TryGrowTo(original.Body.Length))
        {
            // It is stored, so that what a request must say to get it is settled.
            queue.TryEnqueue(new EncodeJob(found.Key, new VariantChoice([]), found.ResponseKey, original, IsStored: true, share));
        }
    }
}
