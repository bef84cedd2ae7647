namespace VaeGateway.Codec.Onnx.Tests;

/// <summary>The committed model with tiles of several sizes, each loaded once.</summary>
public sealed class TiledModels : IDisposable
{
    private const int LargestTile = 1 << 14;

    private readonly Dictionary<int, OnnxLatentModel> _models = [];

    /// <summary>Never cuts a test's image.</summary>
    public OnnxLatentModel Whole => Tiled(LargestTile);

    /// <param name="side">Pixels; null for tiles as the image's size has it.</param>
    public OnnxLatentModel Tiled(int? side)
    {
        if (!_models.TryGetValue(side ?? 0, out var model))
        {
            model = OnnxLatentModel.Load(CommittedModel.Folder, new OnnxModelOptions { TileSide = side });
            _models.Add(side ?? 0, model);
        }

        return model;
    }

    public void Dispose()
    {
        foreach (var model in _models.Values)
        {
            model.Dispose();
        }
    }
}
