namespace VaeGateway.Codec.Onnx.Tiling;

/// <summary>A node of an ONNX graph, with what decides how far it looks (onnx.proto: ModelProto, GraphProto, NodeProto, AttributeProto).</summary>
internal sealed record GraphNode(string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string, IReadOnlyList<long>> Numbers)
{
    private const int ModelGraph = 7;
    private const int GraphNodes = 1;
    private const int NodeInput = 1;
    private const int NodeOutput = 2;
    private const int NodeOperator = 4;
    private const int NodeAttribute = 5;
    private const int AttributeName = 1;
    private const int AttributeNumber = 3;
    private const int AttributeNumbers = 8;

    /// <summary>The nodes of a model file, in an order in which each follows those that it depends on, as ONNX demands.</summary>
    public static List<GraphNode> ReadAll(ReadOnlySpan<byte> model)
    {
        var nodes = new List<GraphNode>();
        for (var field = new Protobuf(model); field.Next();)
        {
            for (var part = new Protobuf(field.Field == ModelGraph ? field.Bytes : default); part.Next();)
            {
                if (part.Field == GraphNodes)
                {
                    nodes.Add(Read(part.Bytes));
                }
            }
        }

        return nodes;
    }

    private static GraphNode Read(ReadOnlySpan<byte> message)
    {
        var (kind, inputs, outputs, numbers) = ("", new List<string>(), new List<string>(), new Dictionary<string, IReadOnlyList<long>>());
        for (var part = new Protobuf(message); part.Next();)
        {
            switch (part.Field)
            {
                case NodeInput:
                    inputs.Add(part.Text);
                    break;
                case NodeOutput:
                    outputs.Add(part.Text);
                    break;
                case NodeOperator:
                    kind = part.Text;
                    break;
                case NodeAttribute:
                    ReadAttribute(part.Bytes, numbers);
                    break;
            }
        }

        return new GraphNode(kind, inputs, outputs, numbers);
    }

    private static void ReadAttribute(ReadOnlySpan<byte> message, Dictionary<string, IReadOnlyList<long>> numbers)
    {
        var (name, values) = ("", new List<long>());
        for (var part = new Protobuf(message); part.Next();)
        {
            if (part.Field == AttributeName)
            {
                name = part.Text;
            }
            else if (part.Field is AttributeNumber or AttributeNumbers)
            {
                part.AddNumbers(values);
            }
        }

        if (values.Count > 0)
        {
            numbers.TryAdd(name, values);
        }
    }
}
