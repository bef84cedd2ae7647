namespace VaeGateway.Gateway.BrowserSdk;

/// <summary>The SDK that browsers load from the gateway.</summary>
public sealed class BrowserSdkOptions
{
    /// <summary>Folder with the built SDK (<c>vaegateway.js</c>, <c>worker.js</c>). Empty: <c>browser-sdk/</c> beside the gateway, where its build puts it.</summary>
    /// <value>Default: empty.</value>
    public string Folder { get; set; } = "";
}
