using Microsoft.Extensions.Time.Testing;
using VaeGateway.Gateway.LatentStore;

namespace VaeGateway.Gateway.Tests.LatentStore;

public sealed class RedisCircuitTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Pauses_after_failures_in_a_row()
    {
        var circuit = Create();
        Assert.False(circuit.Failed());
        Assert.True(circuit.Allows());
        Assert.False(circuit.Failed());
        Assert.True(circuit.Failed());

        Assert.False(circuit.Allows());
        Assert.False(circuit.IsClosed);
    }

    [Fact]
    public void A_success_starts_the_count_again()
    {
        var circuit = Create();
        circuit.Failed();
        circuit.Failed();
        Assert.False(circuit.Succeeded());
        circuit.Failed();
        circuit.Failed();

        Assert.True(circuit.Allows());
    }

    [Fact]
    public void After_the_pause_one_attempt_decides()
    {
        var circuit = Create();
        Open(circuit);
        _clock.Advance(Pause);

        Assert.True(circuit.Allows());
        Assert.False(circuit.Allows());
        Assert.True(circuit.Succeeded());
        Assert.True(circuit.Allows());
    }

    [Fact]
    public void A_failed_attempt_pauses_again()
    {
        var circuit = Create();
        Open(circuit);
        _clock.Advance(Pause);
        Assert.True(circuit.Allows());
        Assert.False(circuit.Failed());

        Assert.False(circuit.Allows());
        _clock.Advance(Pause);
        Assert.True(circuit.Allows());
    }

    private static void Open(RedisCircuit circuit)
    {
        for (var i = 0; i < 3; i++)
        {
            circuit.Failed();
        }
    }

    private RedisCircuit Create() => new(3, Pause, _clock);
}
