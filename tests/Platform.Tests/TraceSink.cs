using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Clinic.Platform.Tests;

/// <summary>Receives traces by OTLP over HTTP as a collector would, and keeps what it was sent.</summary>
public sealed class TraceSink : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentBag<byte[]> exports = [];

    TraceSink(WebApplication app) => this.app = app;

    /// <summary>The endpoint to export to.</summary>
    public string Address => app.Urls.Single();

    /// <summary>Opens on a free port.</summary>
    public static async Task<TraceSink> Open()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        TraceSink sink = new(builder.Build());
        sink.app.Urls.Add("http://127.0.0.1:0");
        sink.app.MapPost("/v1/traces", sink.Receive);
        sink.app.MapPost("/v1/metrics", () => Results.Ok());
        await sink.app.StartAsync();
        return sink;
    }

    /// <summary>The names of the services that exported a span of this trace together with this text.</summary>
    public bool Saw(ActivityTraceId trace, string service, string text = "")
    {
        var id = Convert.FromHexString(trace.ToString());
        return exports.Any(export => Contains(export, id) && Contains(export, Encoding.UTF8.GetBytes(service)) && Contains(export, Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>True when anything exported so far holds this text.</summary>
    public bool Holds(string text) => exports.Any(export => Contains(export, Encoding.UTF8.GetBytes(text)));

    async Task<IResult> Receive(HttpRequest request)
    {
        using MemoryStream body = new();
        await request.Body.CopyToAsync(body);
        exports.Add(body.ToArray());
        return Results.Ok();
    }

    static bool Contains(ReadOnlySpan<byte> export, ReadOnlySpan<byte> part) => export.IndexOf(part) >= 0;

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
