using VaeGateway.Gateway.Configuration;

namespace VaeGateway.Gateway.Tests.Configuration;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--origin http://a --urls http://b --redis c:1 --model d --quality 5", "")]
    [InlineData("--origin=http://a --VaeGateway:Encoding:Workers=2", "")]
    [InlineData("", "")]
    [InlineData("--orign http://a", "--orign: no such option.")]
    [InlineData("--origin", "--origin: needs a value.")]
    [InlineData("http://a --quality", "http://a: not an option; options begin with --.|--quality: needs a value.")]
    public void Faults_are_all_named(string line, string expected) =>
        Assert.Equal(expected, string.Join('|', CommandLine.Faults(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));

    [Fact]
    public void Help_names_every_switch() =>
        Assert.All(CommandLine.Switches.Keys, name => Assert.Contains(name, CommandLine.Help, StringComparison.Ordinal));
}
