using Microsoft.ML.OnnxRuntime;

namespace VaeGateway.Codec.Onnx;

/// <summary>What the float networks run on: the GPU where this build has ONNX Runtime's CUDA provider and the machine its libraries, else the CPU.</summary>
internal sealed class ExecutionProvider
{
    private const string CudaProvider = "CUDAExecutionProvider";

    private static readonly Lazy<ExecutionProvider> Found = new(Find);

    private ExecutionProvider(bool isCuda, string? notice) => (IsCuda, Notice) = (isCuda, notice);

    public static ExecutionProvider Cpu { get; } = new(false, null);

    /// <summary>That of this process; it is looked for once.</summary>
    public static ExecutionProvider Current => Found.Value;

    public bool IsCuda { get; }

    /// <summary>CPU or CUDA.</summary>
    public string Name => IsCuda ? "CUDA" : "CPU";

    /// <summary>Why a build for the GPU runs on the CPU; null unless it does.</summary>
    public string? Notice { get; }

    /// <summary>Lets a session run on it.</summary>
    public void Use(SessionOptions options)
    {
        if (IsCuda)
        {
            Append(options);
        }
    }

    private static ExecutionProvider Find()
    {
        if (!OrtEnv.Instance().GetAvailableProviders().Contains(CudaProvider))
        {
            return Cpu;
        }

        try
        {
            using var trial = new SessionOptions();
            Append(trial);
            return new ExecutionProvider(true, null);
        }
        catch (OnnxRuntimeException e)
        {
            return new ExecutionProvider(
                false,
                $"This build is for NVIDIA GPUs, but CUDA does not load here, so that the networks run on the CPU: {e.Message.Trim()} "
                + "Install the CUDA and cuDNN libraries that this version of ONNX Runtime names at https://onnxruntime.ai/docs/execution-providers/CUDA-ExecutionProvider.html, "
                + "or build without OnnxRuntimeProvider=cuda.");
        }
    }

    /// <summary>Full float32 rather than TF32: the means at the decoder are to be those that the encoder coded against.</summary>
    private static void Append(SessionOptions options)
    {
        using var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(new Dictionary<string, string> { ["use_tf32"] = "0" });
        options.AppendExecutionProvider_CUDA(cuda);
    }
}
