namespace VaeGateway.Client.Tests.Support;

[CollectionDefinition(TrainedModel.Collection)]
public sealed class SharedModel : ICollectionFixture<TrainedModel>;
