using System.Runtime.CompilerServices;

namespace VaeGateway.Codec.Tests;

/// <summary>tests/vectors in the source tree.</summary>
internal static class VectorFolder
{
    public static string Path => System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(ThisFile())!, "..", "vectors"));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
