using Microsoft.ML.OnnxRuntime;

namespace VaeGateway.Codec.Onnx;

/// <summary>One arena for the tensors of all networks of the process, which grows by what is asked for.</summary>
/// <remarks>By default each session has an arena of its own that doubles whenever it grows and keeps it all: the sum of every network's peak, rounded up.</remarks>
internal static class SharedArena
{
    private const int GrowAsRequested = 1;
    private const int Default = -1;

    /// <summary>A free block that is larger by this is cut; by default one of twice the size is handed out whole.</summary>
    private const int WastedBytes = 1 << 20;

    private static readonly Lazy<bool> Registered = new(Register);

    public static void Use(SessionOptions options)
    {
        if (Registered.Value)
        {
            options.AddSessionConfigEntry("session.use_env_allocators", "1");
        }
    }

    private static bool Register()
    {
        try
        {
            using var cpu = new OrtMemoryInfo(OrtMemoryInfo.allocatorCPU, OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);
            using var configuration = new OrtArenaCfg(0, GrowAsRequested, Default, WastedBytes);
            OrtEnv.Instance().CreateAndRegisterAllocator(cpu, configuration);
            return true;
        }
        catch (OnnxRuntimeException)
        {
            // The app has registered one of its own, with limits that are its own networks'.
            return false;
        }
    }
}
