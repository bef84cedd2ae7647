using System.CommandLine;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Cli.Commands;

/// <summary>The option that several commands share: which of a model's decoders makes the pixels.</summary>
internal static class DecoderOption
{
    private const string Name = "--decoder";

    /// <summary>For people's pictures: measured is a choice, too.</summary>
    public static Option<DecoderChoice> Create() =>
        Create(" measured takes the full one if it keeps within 125 ms a megapixel here, else the light one.", [DecoderChoice.Full, DecoderChoice.Light, DecoderChoice.Measured]);

    /// <summary>For a bench, whose numbers must not hang on what else the machine did when it began.</summary>
    public static Option<DecoderChoice> CreateForBench() => Create("", [DecoderChoice.Full, DecoderChoice.Light]);

    /// <summary>A choice as it is written on the command line.</summary>
    public static string WordOf(DecoderChoice choice) => choice.ToString().ToLowerInvariant();

    /// <summary>The arguments that name a choice.</summary>
    public static IEnumerable<string> Arguments(DecoderChoice choice) => [Name, WordOf(choice)];

    private static Option<DecoderChoice> Create(string more, DecoderChoice[] choices) => new(Name)
    {
        Description = $"Of the model's decoders: light takes about half of full's work and leaves a few per cent more error.{more} Unless given: full.",
        HelpName = string.Join('|', choices.Select(WordOf)),
        CustomParser = result =>
        {
            var word = result.Tokens[0].Value;
            if (choices.Select(WordOf).Contains(word))
            {
                return choices.Single(choice => WordOf(choice) == word);
            }

            result.AddError($"{Name} {word} is not one of {string.Join(", ", choices.Select(WordOf))}.");
            return default;
        },
    };
}
