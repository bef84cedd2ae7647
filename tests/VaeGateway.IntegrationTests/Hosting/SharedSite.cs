namespace VaeGateway.IntegrationTests.Hosting;

[CollectionDefinition(Site.Collection)]
public sealed class SharedSite : ICollectionFixture<Site>;
