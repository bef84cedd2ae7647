using System.Globalization;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using VaeGateway.Gateway.Purging;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>What the nodes that share a Redis tell each other, by publish and subscribe.</summary>
/// <remarks>A message is text in lines: <c>changed</c>, the sender, the canonical key; or <c>purged</c>, the epoch, the target.</remarks>
internal sealed class NodeChannel(RedisConnection connection, PurgeLog purges, IOptions<LatentStoreOptions> options)
{
    private const string ChangedVerb = "changed";
    private const string PurgedVerb = "purged";

    private readonly string _self = Guid.NewGuid().ToString("N");
    private readonly RedisChannel _channel = RedisChannel.Literal($"{options.Value.RedisKeyPrefix}:nodes");
    private ChannelMessageQueue? _messages;
    private long _session;

    /// <summary>Another node has changed the entry under this canonical key.</summary>
    public event Action<string>? Changed;

    /// <summary>Goes up whenever messages may have been missed.</summary>
    public long Session => Interlocked.Read(ref _session);

    /// <summary>Notes that messages may have been missed.</summary>
    public void BeginSession() => Interlocked.Increment(ref _session);

    /// <summary>Begins to listen; nothing happens if it does already.</summary>
    public async Task ListenAsync()
    {
        if (_messages is null && connection.Subscriber is { } subscriber)
        {
            _messages = await subscriber.SubscribeAsync(_channel);
            _messages.OnMessage(message => Hear(message.Message.ToString()));
        }
    }

    public void TellChanged(string key) => Publish($"{ChangedVerb}\n{_self}\n{key}");

    public void Tell(PurgeRecord record) => Publish(string.Create(CultureInfo.InvariantCulture, $"{PurgedVerb}\n{record.Epoch}\n{record.Target}"));

    private void Publish(string message) => connection.Subscriber?.Publish(_channel, message, CommandFlags.FireAndForget);

    private void Hear(string message)
    {
        switch (message.Split('\n', 3))
        {
            case [ChangedVerb, var sender, var key] when sender != _self:
                Changed?.Invoke(key);
                break;
            case [PurgedVerb, var number, var text]
                when long.TryParse(number, CultureInfo.InvariantCulture, out var epoch) && PurgeTarget.TryParse(text, out var target):
                purges.Add(new PurgeRecord(target.Value, epoch));
                break;
        }
    }
}
