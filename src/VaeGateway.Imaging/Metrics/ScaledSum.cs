using System.Numerics;
using System.Runtime.InteropServices;

namespace VaeGateway.Imaging.Metrics;

/// <summary>Adds a multiple of one row to another: what separable windows are made of.</summary>
internal static class ScaledSum
{
    public static void Add(ReadOnlySpan<double> source, double weight, Span<double> target)
    {
        var sources = MemoryMarshal.Cast<double, Vector<double>>(source);
        var targets = MemoryMarshal.Cast<double, Vector<double>>(target);
        for (var i = 0; i < sources.Length; i++)
        {
            targets[i] += sources[i] * weight;
        }

        for (var i = sources.Length * Vector<double>.Count; i < source.Length; i++)
        {
            target[i] += source[i] * weight;
        }
    }
}
