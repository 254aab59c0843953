using System.Buffers.Binary;
using System.Diagnostics.Metrics;

namespace Clinic.ServiceDefaults;

/// <summary>What is counted besides what libraries count: by act, code, queue and kind, never by an id, a name or a branch.</summary>
sealed class Meters
{
    public const string Name = "Clinic";

    // A deadline is looked for four times a second; an hour late means that the service was away.
    static readonly InstrumentAdvice<double> Lateness = new() { HistogramBucketBoundaries = [0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 3_600] };

    readonly Counter<long> sent,
        applied,
        repeated,
        early,
        earlyTooLong,
        otherContent,
        parked,
        acts,
        refusals;
    readonly ObservableGauge<long> depth;
    readonly Histogram<double> late;
    volatile OutboxBacklog? waiting;

    // A message's id tells when it was said.
    sealed record OutboxBacklog(long Depth, Guid? Oldest)
    {
        public double AgeAt(DateTimeOffset now) =>
            Oldest is { Version: 7 } id ? Math.Max(0, now.ToUnixTimeMilliseconds() - SaidAt(id.ToByteArray(bigEndian: true))) / 1000d : 0;

        static long SaidAt(byte[] id) => BinaryPrimitives.ReadInt64BigEndian(id) >>> 16;
    }

    public Meters(IMeterFactory factory, TimeProvider clock)
    {
        var meter = factory.Create(Name);
        sent = meter.CreateCounter<long>("clinic.outbox.sent", "messages", "Confirmed by the broker");
        depth = meter.CreateObservableGauge("clinic.outbox.depth", () => Seen(outbox => outbox.Depth), "messages", "Not sent yet");
        meter.CreateObservableGauge(
            "clinic.outbox.age",
            () => Seen(outbox => outbox.AgeAt(clock.GetUtcNow())),
            "s",
            "Since the oldest that waits was said"
        );
        applied = meter.CreateCounter<long>("clinic.reactions.applied", "messages", "Had their effect");
        repeated = meter.CreateCounter<long>("clinic.reactions.repeated", "messages", "Came again and had none");
        early = meter.CreateCounter<long>("clinic.reactions.early", "messages", "Name somebody who is not known yet, and wait");
        earlyTooLong = meter.CreateCounter<long>("clinic.reactions.early_too_long", "messages", "Have waited for somebody for an hour");
        otherContent = meter.CreateCounter<long>("clinic.reactions.other_content", "messages", "Came again with another content");
        parked = meter.CreateCounter<long>("clinic.reactions.parked", "messages", "Wait for a person");
        acts = meter.CreateCounter<long>("clinic.acts", "acts", "Requests of somebody recognised and entitled");
        refusals = meter.CreateCounter<long>("clinic.refusals", "answers", "Answers that say no");
        late = meter.CreateHistogram("clinic.deadlines.late", "s", "From when a deadline was due until it had its effect", null, Lateness);
    }

    /// <summary>True while somebody gathers how many acts there are.</summary>
    public bool CountsActs => acts.Enabled;

    /// <summary>True while somebody gathers how full the outbox is.</summary>
    public bool MeasuresOutbox => depth.Enabled;

    public void Sent(int count) => sent.Add(count);

    public void Applied(string queue) => applied.Add(1, new KeyValuePair<string, object?>("queue", queue));

    public void Repeated(string queue) => repeated.Add(1, new KeyValuePair<string, object?>("queue", queue));

    public void Early(string queue) => early.Add(1, new KeyValuePair<string, object?>("queue", queue));

    public void EarlyTooLong(string queue, int count) => earlyTooLong.Add(count, new KeyValuePair<string, object?>("queue", queue));

    public void OtherContent(string queue) => otherContent.Add(1, new KeyValuePair<string, object?>("queue", queue));

    public void Parked(string queue) => parked.Add(1, new KeyValuePair<string, object?>("queue", queue));

    public void Refused(object? code) => refusals.Add(1, new KeyValuePair<string, object?>("code", code));

    public void Rang(string kind, TimeSpan after) => late.Record(after.TotalSeconds, new KeyValuePair<string, object?>("kind", kind));

    /// <summary>Counts an act by its route and by how it was answered.</summary>
    public void Acted(string act, int status) =>
        acts.Add(
            1,
            new("act", act),
            new(
                "outcome",
                status switch
                {
                    < 400 => "done",
                    StatusCodes.Status499ClientClosedRequest => "abandoned",
                    < 500 => "refused",
                    _ => "failed",
                }
            )
        );

    /// <summary>Keeps what the sender saw: how many messages wait, and the oldest.</summary>
    public void Outbox(long count, Guid? oldest) => waiting = new(count, oldest);

    /// <summary>Another copy sends, and measures.</summary>
    public void OutboxIsOfAnother() => waiting = null;

    Measurement<T>[] Seen<T>(Func<OutboxBacklog, T> value)
        where T : struct => waiting is { } seen ? [new(value(seen))] : [];
}

/// <summary>Counts acts by their answer.</summary>
static class ActCount
{
    public static void CountActs(this IApplicationBuilder app)
    {
        var meters = app.ApplicationServices.GetRequiredService<Meters>();
        app.Use((context, next) => meters.CountsActs ? Counted(context, next, meters) : next(context));
    }

    static async Task Counted(HttpContext context, RequestDelegate next, Meters meters)
    {
        await next(context);
        var act = context.RequestServices.GetRequiredService<Caller>().Act;
        if (act != Caller.None)
            meters.Acted(act, context.Response.StatusCode);
    }
}
