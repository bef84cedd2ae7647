using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using VaeGateway.Gateway.Telemetry;

namespace VaeGateway.Gateway.Tests.Support;

/// <summary>The gateway's metrics, and what was counted in them.</summary>
internal sealed class CountedMetrics : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<GatewayMetrics>().BuildServiceProvider();
    private readonly ConcurrentDictionary<string, long> _totals = new();
    private readonly MeterListener _listener = new();

    public CountedMetrics()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => _totals.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        _listener.Start();
        Metrics = _services.GetRequiredService<GatewayMetrics>();
    }

    public GatewayMetrics Metrics { get; }

    public long this[string instrument] => _totals.GetValueOrDefault(instrument);

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }
}
