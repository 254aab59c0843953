using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Clinic.TestSupport;

/// <summary>Receives traces, metrics and logs by OTLP over HTTP as a collector would, and keeps what it was sent.</summary>
public sealed class TraceSink : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentQueue<byte[]> traces = [],
        metrics = [],
        logs = [];

    TraceSink(WebApplication app) => this.app = app;

    /// <summary>The endpoint to export to.</summary>
    public string Address => app.Urls.Single();

    /// <summary>How many exports of metrics came so far.</summary>
    public int MetricExports => metrics.Count;

    /// <summary>Every span so far, by its trace.</summary>
    public IReadOnlyList<(string Trace, string Name)> Spans =>
        [.. Parts(traces, 1, 2, 2).Select(span => (Convert.ToHexStringLower(Otlp.Field(span, 1)), Otlp.Text(span, 5)))];

    /// <summary>Every log record so far, by its trace (or nothing) and its sentence.</summary>
    public IReadOnlyList<(string Trace, string Body)> Logs =>
        [.. Parts(logs, 1, 2, 2).Select(record => (Convert.ToHexStringLower(Otlp.Field(record, 9)), Otlp.Text(Otlp.Field(record, 5), 1)))];

    /// <summary>The names of every metric so far.</summary>
    public IReadOnlySet<string> Metrics => Parts(metrics, 1, 2, 2).Select(metric => Otlp.Text(metric, 1)).ToHashSet();

    /// <summary>Opens on a free port.</summary>
    public static async Task<TraceSink> Open()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        TraceSink sink = new(builder.Build());
        sink.app.Urls.Add("http://127.0.0.1:0");
        sink.app.MapPost("/v1/traces", (HttpRequest request) => Keep(request, sink.traces));
        sink.app.MapPost("/v1/metrics", (HttpRequest request) => Keep(request, sink.metrics));
        sink.app.MapPost("/v1/logs", (HttpRequest request) => Keep(request, sink.logs));
        await sink.app.StartAsync();
        return sink;
    }

    /// <summary>The names of the services that exported a span of this trace together with this text.</summary>
    public bool Saw(ActivityTraceId trace, string service, string text = "")
    {
        var id = Convert.FromHexString(trace.ToString());
        return traces.Any(export =>
            Contains(export, id) && Contains(export, Encoding.UTF8.GetBytes(service)) && Contains(export, Encoding.UTF8.GetBytes(text))
        );
    }

    /// <summary>True when anything exported so far, of whatever kind, holds this text.</summary>
    public bool Holds(string text) => traces.Concat(metrics).Concat(logs).Any(export => Contains(export, Encoding.UTF8.GetBytes(text)));

    static async Task<IResult> Keep(HttpRequest request, ConcurrentQueue<byte[]> exports)
    {
        using MemoryStream body = new();
        await request.Body.CopyToAsync(body);
        exports.Enqueue(body.ToArray());
        return Results.Ok();
    }

    static bool Contains(ReadOnlySpan<byte> export, ReadOnlySpan<byte> part) => export.IndexOf(part) >= 0;

    // What is looked for lies in one field of a field of a field.
    static IEnumerable<byte[]> Parts(IEnumerable<byte[]> messages, params int[] path) =>
        path.Aggregate(messages, (outer, field) => outer.SelectMany(message => Otlp.Fields(message, field)));

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}

/// <summary>As much of protocol buffers as it takes to find a field of an OTLP message.</summary>
static class Otlp
{
    public static string Text(byte[] message, int field) => Encoding.UTF8.GetString(Field(message, field));

    public static byte[] Field(byte[] message, int field) => Fields(message, field).FirstOrDefault() ?? [];

    public static IEnumerable<byte[]> Fields(byte[] message, int field)
    {
        for (var at = 0; at < message.Length; )
        {
            var tag = Number(message, ref at);
            var length = (tag & 7) switch
            {
                0 => Skipped(message, at),
                1 => 8,
                5 => 4,
                _ => (int)Number(message, ref at),
            };
            if ((tag & 7) == 2 && tag >> 3 == field)
                yield return message[at..(at + length)];
            at += length;
        }
    }

    static int Skipped(byte[] message, int at)
    {
        var from = at;
        Number(message, ref at);
        return at - from;
    }

    static long Number(byte[] message, ref int at)
    {
        long number = 0;
        for (var shift = 0; ; shift += 7)
        {
            number |= (message[at] & 0x7FL) << shift;
            if (message[at++] < 0x80)
                return number;
        }
    }
}
