using System.CommandLine;

namespace VaeGateway.Cli.Commands;

/// <summary>The option that several commands share: how many images to work on at a time.</summary>
internal static class JobsOption
{
    private const int MaxJobs = 256;

    /// <summary>For a bench: one at a time unless asked.</summary>
    public static Option<int> Create() => Create("Images measured at a time.", 1);

    public static Option<int> Create(string description, int usual)
    {
        var jobs = new Option<int>("--jobs", "-j") { Description = description, HelpName = "N", DefaultValueFactory = _ => Math.Min(usual, MaxJobs) };
        jobs.Validators.Add(OptionRange.Between(jobs, 1, MaxJobs));
        return jobs;
    }
}
