using System.CommandLine;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Cli.Commands;

/// <summary>The option that several commands share: how hard encoding searches.</summary>
internal static class EffortOption
{
    public static Option<int> Create()
    {
        var effort = new Option<int>("--effort")
        {
            Description = "How many roundings of the hyper-latent are tried: 2 to the power of this at each position, none besides the nearest at 0. Decoding takes no longer for it.",
            HelpName = $"0..{OnnxModelOptions.MaxEffort}",
            DefaultValueFactory = _ => OnnxModelOptions.DefaultEffort,
        };
        effort.Validators.Add(OptionRange.Between(effort, 0, OnnxModelOptions.MaxEffort));
        return effort;
    }
}
