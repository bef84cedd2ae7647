using System.CommandLine;

namespace VaeGateway.Cli.Commands;

/// <summary>The option that several benches share: how many images to measure at a time.</summary>
internal static class JobsOption
{
    private const int MaxJobs = 256;

    public static Option<int> Create()
    {
        var jobs = new Option<int>("--jobs", "-j") { Description = "Images measured at a time.", HelpName = "N", DefaultValueFactory = _ => 1 };
        jobs.Validators.Add(OptionRange.Between(jobs, 1, MaxJobs));
        return jobs;
    }
}
