using System.CommandLine;
using System.CommandLine.Parsing;
using VaeGateway.Codec.Targets;
using VaeGateway.Imaging.Metrics;

namespace VaeGateway.Cli.Commands;

/// <summary>The options that name a target in place of a quality, and what they ask for.</summary>
internal sealed class TargetOptions
{
    private readonly Option<double?> _psnr = new("--target-psnr")
    {
        Description = "The lowest quality whose picture has this PSNR against the image, over RGB.",
        HelpName = "dB",
    };

    private readonly Option<double?> _similarity = new("--target-ssim")
    {
        Description = $"The lowest quality with this MS-SSIM, such as 0.98; for images of {MultiScaleStructuralSimilarity.MinSide} pixels a side and more.",
        HelpName = "0..1",
    };

    private readonly Option<long?> _bytes = new("--target-bytes") { Description = "The highest quality whose latent has no more bytes.", HelpName = "bytes" };

    public TargetOptions()
    {
        _psnr.Validators.Add(result => Check(result, _psnr.Name, result.GetValueOrDefault<double?>() is > 0 and < 100, "PSNR in dB lies between 0 and 100"));
        _similarity.Validators.Add(result => Check(
            result, _similarity.Name, result.GetValueOrDefault<double?>() is > 0 and < 1, "MS-SSIM lies between 0 and 1"));
        _bytes.Validators.Add(result => Check(result, _bytes.Name, result.GetValueOrDefault<long?>() is > 0, "a latent has one byte or more"));
    }

    /// <summary>Adds the options to a command; only one of them and <paramref name="quality"/> may be given.</summary>
    public void AddTo(Command command, Option quality)
    {
        Option[] all = [_psnr, _similarity, _bytes];
        foreach (var option in all)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            Option[] given = [.. all.Append(quality).Where(option => result.GetResult(option) is { Implicit: false })];
            if (given.Length > 1)
            {
                result.AddError($"{string.Join(" and ", given.Select(option => option.Name))} exclude each other: give one.");
            }
        });
    }

    /// <summary>What is asked for; null for a fixed quality.</summary>
    public EncodingTarget? Of(ParseResult parsed) =>
        parsed.GetValue(_psnr) is { } decibels ? EncodingTarget.MinFidelity(decibels, PeakSignalToNoise.Of) :
        parsed.GetValue(_similarity) is { } similarity ? EncodingTarget.MinFidelity(similarity, MultiScaleStructuralSimilarity.Of) :
        parsed.GetValue(_bytes) is { } bytes ? EncodingTarget.MaxBytes(bytes) :
        null;

    private static void Check(OptionResult result, string name, bool isRight, string rule)
    {
        // A text that is no number is reported by the parser itself.
        if (!isRight && result.Tokens is [var token, ..] && double.TryParse(token.Value, out _))
        {
            result.AddError($"{name} {token.Value}: {rule}.");
        }
    }
}
