using System.IO.Pipelines;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.Features;

namespace Clinic.Gateway.Proxy;

/// <summary>
/// A service is asked when the body is here, so that nobody who sends slowly, or never ends, holds a line to it. A large one is not
/// collected: of it 64 KiB are waited for, and as much again may be taken in by the server meanwhile. Then the service is asked first
/// whether it wants to read it, and when it refuses nothing of it is sent.
/// </summary>
static class BodyAhead
{
    const int Small = 65_536;

    public static async Task Wait(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        CarriedOn.Carry(context);
        // Who waits for leave to send gets it, or the refusal, from the service itself.
        if (
            context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true }
            && request.Headers.Expect.Count == 0
            && !await IsHere(request.BodyReader, context.RequestAborted)
        )
            request.Headers.Expect = "100-continue";
        await next(context);
    }

    // It stays where it is, for whoever reads it next. All of it counts as seen: a body that came in parts was looked at before, and a
    // reader may not go back behind what it saw.
    static async Task<bool> IsHere(PipeReader body, CancellationToken stop)
    {
        var part = await body.ReadAtLeastAsync(Small, stop);
        body.AdvanceTo(part.Buffer.Start, part.Buffer.End);
        return part.IsCompleted;
    }
}
