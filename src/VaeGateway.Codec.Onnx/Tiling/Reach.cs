namespace VaeGateway.Codec.Onnx.Tiling;

/// <summary>How far around a tile a network looks, read from its graph: it follows from the kernels, whatever the number of blocks.</summary>
/// <remarks>
/// Along each path the kernels' radii add up: a convolution that keeps the size, padded by n, looks n × p pixels further where its positions are p pixels
/// apart. Convolutions of whole blocks (stride = kernel) and shuffles change p and look no further, since tiles begin and end on the coarsest grid. For the networks of
/// <c>models/training/vaegateway_training/networks.py</c> with n blocks that comes to 8 n pixels for the analysis (n of them at 1/8), 48 for the
/// hyper-analysis (16 + 32), 144 for residual and mean (32 + 16 for the features of z, then three context steps of 32), 8 n for the synthesis (at least
/// 16, for the overlap), and 48 for the scale network.
/// </remarks>
internal static class Reach
{
    /// <summary>Operators that give each position from the same position of their inputs, or do not know of positions.</summary>
    private static readonly HashSet<string> Pointwise =
    [
        "Abs", "Add", "Asinh", "Cast", "Clip", "Concat", "Div", "Exp", "Floor", "Gather", "GatherElements", "Identity", "LeakyRelu", "Log", "Mul", "QuantizeLinear",
        "Relu", "Reshape", "Round", "Shape", "Sign", "Slice", "Sqrt", "Sub", "Tile", "Transpose",
    ];

    private static readonly Dictionary<string, long> InputSpacing = new()
    {
        ["image"] = 1,
        ["coefficients"] = LatentGeometry.LatentStride,
        ["latent"] = LatentGeometry.LatentStride,
        ["residual"] = LatentGeometry.LatentStride,
        ["scale_index"] = LatentGeometry.LatentStride,
        ["hyper_latent"] = LatentGeometry.HyperStride,
    };

    /// <summary>Reads a network's halo.</summary>
    /// <param name="model">An ONNX file.</param>
    /// <returns>Positions of the hyper-latent, 64 pixels each, in each direction.</returns>
    /// <exception cref="InvalidModelException">The graph holds an operator of which this code does not know how far it looks.</exception>
    public static int HaloOf(ReadOnlySpan<byte> model)
    {
        var known = InputSpacing.ToDictionary(input => input.Key, input => (Spacing: input.Value, Pixels: 0L));
        try
        {
            foreach (var node in GraphNode.ReadAll(model))
            {
                var inputs = node.Inputs.Where(known.ContainsKey).Select(name => known[name]).DefaultIfEmpty().ToArray();
                var result = Through(node, inputs.Max(input => input.Spacing), inputs.Max(input => input.Pixels));
                foreach (var output in node.Outputs)
                {
                    known[output] = result;
                }
            }
        }
        catch (InvalidDataException e)
        {
            throw new InvalidModelException($"A network's graph cannot be read: {e.Message}", e);
        }

        return (int)((known.Values.Max(value => value.Pixels) + LatentGeometry.HyperStride - 1) / LatentGeometry.HyperStride);
    }

    private static (long Spacing, long Pixels) Through(GraphNode node, long spacing, long pixels)
    {
        switch (node.Operator)
        {
            case "Conv":
                return ThroughConvolution(node, spacing, pixels);
            case "DepthToSpace":
                return (spacing / node.Numbers["blocksize"][0], pixels);
            default:
                return Pointwise.Contains(node.Operator)
                    ? (spacing, pixels)
                    : throw new InvalidModelException($"A network holds the operator {node.Operator}, which this version does not know: update VaeGateway.");
        }
    }

    private static (long Spacing, long Pixels) ThroughConvolution(GraphNode node, long spacing, long pixels)
    {
        var kernel = node.Numbers["kernel_shape"];
        var strides = node.Numbers.GetValueOrDefault("strides", [1, 1]);
        var pads = node.Numbers.GetValueOrDefault("pads", [0, 0, 0, 0]);
        if (strides[0] == strides[1] && kernel.SequenceEqual(strides))
        {
            return (spacing * strides[0], pixels);
        }

        var dilations = node.Numbers.GetValueOrDefault("dilations", [1, 1]);
        var keepsSize = Enumerable.Range(0, 2).All(side => strides[side] == 1 && pads[side] + pads[side + 2] == (kernel[side] - 1) * dilations[side]);
        return keepsSize
            ? (spacing, pixels + (pads.Max() * spacing))
            : throw new InvalidModelException(
                $"A network's convolution has kernel {string.Join('x', kernel)}, stride {strides[0]} and padding {string.Join(' ', pads)}: update VaeGateway.");
    }
}
