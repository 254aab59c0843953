using Microsoft.AspNetCore.Http.Features;

namespace Clinic.ServiceDefaults;

/// <summary>
/// Whoever is refused may still be sending. A server that answers and leaves the rest unread keeps the request open: on HTTP/2 a stream of
/// a line that others share, on HTTP/1.1 the line itself. So the answer is sent, and the rest is read and forgotten: at most 64 KiB of it,
/// for at most a second. Whoever has not come to an end by then loses the line, or on HTTP/2 the stream.
/// </summary>
/// <remarks>
/// A line that may be cut is never used again by whoever was told so: the answer says <c>Connection: close</c> unless the body had come to
/// its end before it. Otherwise the next request on that line, perhaps of somebody else, would be lost with it.
/// </remarks>
sealed class UnreadBody(RequestDelegate next)
{
    const int Most = 65_536;

    static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    // A small body follows its headers at once; then the line can go on.
    static readonly TimeSpan UntilFollowed = TimeSpan.FromMilliseconds(20);

    // The answer was handed to the network; a line that is cut before the other end has read it would take it along.
    static readonly TimeSpan UntilAnswered = TimeSpan.FromSeconds(1);

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true })
        {
            await next(context);
            return;
        }
        var isShared = HttpProtocol.IsHttp2(context.Request.Protocol);
        if (!isShared)
            context.Response.OnStarting(() => SayWhetherTheLineEnds(context));
        await next(context);
        if (context.RequestAborted.IsCancellationRequested || await EndsSoon(context) || isShared)
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

    static async Task SayWhetherTheLineEnds(HttpContext context)
    {
        // A proxy that carries the body on may be reading it just now, and has collected what is small before.
        var isRefused = context.Response.StatusCode >= StatusCodes.Status400BadRequest;
        if (WaitsForLeave(context) ? isRefused : !context.Items.ContainsKey(typeof(CarriedOn)) && !await HasCome(context))
            context.Response.Headers.Connection = "close";
    }

    static async Task<bool> HasCome(HttpContext context)
    {
        var body = context.Request.BodyReader;
        using CancellationTokenSource limit = new(UntilFollowed);
        try
        {
            var part = await body.ReadAtLeastAsync(Most, limit.Token);
            body.AdvanceTo(part.Buffer.Start, part.Buffer.End);
            return part.IsCompleted;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or InvalidOperationException)
        {
            return false;
        }
    }

    static async Task<bool> EndsSoon(HttpContext context)
    {
        var body = context.Request.BodyReader;
        CancellationTokenSource? limit = null;
        try
        {
            // Whoever waits for leave to send would be given it by reading: the answer comes first, and after a refusal nothing else.
            if (WaitsForLeave(context))
                await context.Response.StartAsync(context.RequestAborted);
            for (long read = 0; read < Most; )
            {
                if (!body.TryRead(out var part))
                {
                    if (WaitsForLeave(context))
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

    static bool WaitsForLeave(HttpContext context) => context.Request.Headers.Expect.Count > 0;

    static CancellationTokenSource Limit(HttpContext context)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(Longest);
        return limit;
    }
}
