using VaeGateway.Cli.Models;

namespace VaeGateway.Cli.Tests;

public sealed class ModelLocatorTests
{
    [Fact]
    public void A_given_folder_goes_before_all() =>
        Assert.Equal([Path.GetTempPath()], ModelLocator.Candidates(new DirectoryInfo(Path.GetTempPath())));
}
