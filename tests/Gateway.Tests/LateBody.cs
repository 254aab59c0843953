using System.Net;
using System.Net.Http.Headers;

namespace Clinic.Gateway.Tests;

/// <summary>
/// A body that comes when the answer is there already: how it happens by chance in every hundredth request, made certain.
/// </summary>
public sealed class LateBody : HttpContent
{
    readonly TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LateBody(string type = "application/json") => Headers.ContentType = new MediaTypeHeaderValue(type);

    /// <summary>The answer is there.</summary>
    public void Answered() => answered.TrySetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.FlushAsync();
        await answered.Task;
        await stream.WriteAsync("{}"u8.ToArray());
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
