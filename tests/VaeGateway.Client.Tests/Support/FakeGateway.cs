using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Client.Tests.Support;

/// <summary>A gateway without a network: it serves the trained model and whatever a test puts on its paths.</summary>
internal sealed class FakeGateway : HttpMessageHandler
{
    public const string List = "/.well-known/vaegateway/models";

    private readonly ConcurrentQueue<SentRequest> _sent = new();
    private readonly string _model;

    /// <param name="model">Folder of the model that it serves: the trained one, or a copy of it.</param>
    public FakeGateway(string model)
    {
        _model = model;
        ServeModelFile(ModelManifest.FileName, File.ReadAllBytes(Path.Combine(model, ModelManifest.FileName)));
        Answers[List] = _ => Reply("application/json", Encoding.UTF8.GetBytes($$"""{"models":[{"id":"{{TrainedModel.Id}}"}]}"""));
    }

    /// <summary>What each path is answered with; model files are there unless set otherwise, all else is not found.</summary>
    public ConcurrentDictionary<string, Func<SentRequest, HttpResponseMessage>> Answers { get; } = new();

    /// <summary>If set, answers wait for it.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public IReadOnlyList<SentRequest> Sent => [.. _sent];

    public static string ModelFilePath(string name) => $"{List}/{TrainedModel.Id}/{name}";

    public static HttpResponseMessage Reply(string contentType, byte[] body) => new(HttpStatusCode.OK)
    {
        Content = new ByteArrayContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } },
    };

    public void ServeModelFile(string name, byte[] content) => Answers[ModelFilePath(name)] = _ => Reply("application/octet-stream", content);

    /// <summary>Answers with the latent whoever asks for one, and with an ordinary image the others.</summary>
    public void ServeImage(string path, byte[] latent, string ordinary) => Answers[path] = request => request.AsksForLatent
        ? Reply($"image/vnd.vaegateway.latent; model=\"{TrainedModel.Id}\"", latent)
        : Reply("image/webp", Encoding.UTF8.GetBytes(ordinary));

    public IReadOnlyList<SentRequest> SentTo(string path) => [.. _sent.Where(request => request.Path == path)];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = SentRequest.Of(request);
        _sent.Enqueue(sent);
        await Gate.WaitAsync(cancellationToken);
        var response = Answers.TryGetValue(sent.Path, out var answer) ? answer(sent) : ModelFileOrNotFound(sent.Path);
        response.RequestMessage = request;
        return response;
    }

    private HttpResponseMessage ModelFileOrNotFound(string path)
    {
        var file = Path.Combine(_model, Path.GetFileName(path));
        return path == ModelFilePath(Path.GetFileName(path)) && File.Exists(file)
            ? Reply("application/octet-stream", File.ReadAllBytes(file))
            : new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("not found") };
    }
}
