namespace VaeGateway.Gateway.Configuration;

/// <summary>Binds and checks the options of one section.</summary>
internal interface IOptionsProbe
{
    /// <summary>Everything wrong with the section; empty if it is good.</summary>
    IEnumerable<string> FindFaults();
}
