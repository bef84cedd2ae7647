using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.Gateway.Delivery;

namespace VaeGateway.Gateway.Configuration;

/// <summary>Checks everything that can be wrong before the gateway listens, and says all of it at once.</summary>
internal static class StartupCheck
{
    /// <summary>Prints the faults, if any.</summary>
    /// <returns>Whether the gateway may start.</returns>
    public static bool Passes(IServiceProvider services, IReadOnlyList<string> args)
    {
        List<string> faults = [.. CommandLine.Faults(args), .. services.FindConfigurationFaults()];
        if (faults.Count == 0)
        {
            faults.AddRange(Load(() => services.GetRequiredService<ILatentModel>()));
        }

        if (faults.Count == 0)
        {
            var ofRenditions = Load(() => services.GetRequiredKeyedService<LatentDecoder>(DeliveryServices.Renditions));
            faults.AddRange(ofRenditions.Select(fault => $"VaeGateway:Delivery:Decoder: {fault}"));
        }

        if (faults.Count > 0)
        {
            Print(faults);
        }

        return faults.Count == 0;
    }

    private static IEnumerable<string> Load(Func<object> load)
    {
        try
        {
            _ = load();
            return [];
        }
        catch (InvalidModelException e)
        {
            return [e.Message];
        }
    }

    public static void Print(IEnumerable<string> faults)
    {
        Console.Error.WriteLine("VaeGateway cannot start:");
        foreach (var fault in faults)
        {
            Console.Error.WriteLine($"  - {fault}");
        }

        Console.Error.WriteLine("Run with --help for what there is to set.");
    }
}
