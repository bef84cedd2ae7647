namespace VaeGateway.Codec.Onnx.Tests;

/// <summary>The committed model with tiles of several sizes and several efforts, each loaded once.</summary>
public sealed class CommittedModels : IDisposable
{
    private const int LargestTile = 1 << 14;

    private readonly Dictionary<(int? Side, int Effort), OnnxLatentModel> _models = [];

    /// <summary>Never cuts a test's image.</summary>
    public OnnxLatentModel Whole => Tiled(LargestTile);

    /// <param name="side">Pixels; null for tiles as the image's size has it.</param>
    public OnnxLatentModel Tiled(int? side) => Of(side, OnnxModelOptions.DefaultEffort);

    /// <param name="effort">How hard encoding searches.</param>
    public OnnxLatentModel Searching(int effort) => Of(LargestTile, effort);

    public void Dispose()
    {
        foreach (var model in _models.Values)
        {
            model.Dispose();
        }
    }

    private OnnxLatentModel Of(int? side, int effort)
    {
        if (!_models.TryGetValue((side, effort), out var model))
        {
            model = OnnxLatentModel.Load(CommittedModel.Folder, new OnnxModelOptions { TileSide = side, Effort = effort });
            _models.Add((side, effort), model);
        }

        return model;
    }
}
