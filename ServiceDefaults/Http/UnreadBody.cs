using Microsoft.AspNetCore.Http.Features;

namespace Clinic.ServiceDefaults;

/// <summary>
/// Whoever is refused may still be sending. A server that answers and leaves the rest unread keeps the request open: on HTTP/2 a stream of
/// a line that others share, on HTTP/1.1 the line itself. So the answer is sent, and the rest is read and forgotten: at most 64 KiB of it,
/// for at most a second. Whoever has not come to an end by then loses the line, or on HTTP/2 the stream.
/// </summary>
sealed class UnreadBody(RequestDelegate next)
{
    const int Most = 65_536;

    static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    // The answer was handed to the network; a line that is cut in the same moment would take it along.
    static readonly TimeSpan UntilAnswered = TimeSpan.FromMilliseconds(200);

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (
            context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true }
            || context.RequestAborted.IsCancellationRequested
            || await EndsSoon(context)
            || HttpProtocol.IsHttp2(context.Request.Protocol)
        )
            return;

        try
        {
            await context.Response.CompleteAsync();
            await Task.Delay(UntilAnswered, context.RequestAborted);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException) { }
        // By itself the server would read on for five seconds, up to the largest body it accepts.
        context.Abort();
    }

    static async Task<bool> EndsSoon(HttpContext context)
    {
        var body = context.Request.BodyReader;
        CancellationTokenSource? limit = null;
        try
        {
            // Whoever waits for leave to send would be given it by reading: the answer comes first, and after a refusal nothing else.
            var waitsForLeave = context.Request.Headers.Expect.Count > 0;
            if (waitsForLeave)
                await context.Response.StartAsync(context.RequestAborted);
            for (long read = 0; read < Most; )
            {
                if (!body.TryRead(out var part))
                {
                    if (waitsForLeave)
                        return false;
                    await context.Response.StartAsync(context.RequestAborted);
                    limit ??= Limit(context);
                    part = await body.ReadAsync(limit.Token);
                }
                read += part.Buffer.Length;
                body.AdvanceTo(part.Buffer.End);
                if (part.IsCompleted)
                    return true;
            }
            return false;
        }
        // Too slow, too large, cut, or given up by the act itself: the end of it is not seen.
        catch (Exception exception) when (exception is OperationCanceledException or IOException or InvalidOperationException)
        {
            return false;
        }
        finally
        {
            limit?.Dispose();
        }
    }

    static CancellationTokenSource Limit(HttpContext context)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(Longest);
        return limit;
    }
}
