using System.Diagnostics.Metrics;

namespace Clinic.ServiceDefaults;

/// <summary>What is counted of messages; queue names only, never an id.</summary>
sealed class Meters
{
    public const string Name = "Clinic.Messaging";

    readonly Counter<long> sent, applied, repeated, parked, early, earlyTooLong, otherContent;

    public Meters(IMeterFactory factory)
    {
        var meter = factory.Create(Name);
        sent = meter.CreateCounter<long>("clinic.outbox.sent", "messages");
        applied = meter.CreateCounter<long>("clinic.reactions.applied", "messages");
        repeated = meter.CreateCounter<long>("clinic.reactions.repeated", "messages");
        early = meter.CreateCounter<long>("clinic.reactions.early", "messages");
        earlyTooLong = meter.CreateCounter<long>("clinic.reactions.early_too_long", "messages");
        otherContent = meter.CreateCounter<long>("clinic.reactions.other_content", "messages");
        parked = meter.CreateCounter<long>("clinic.reactions.parked", "messages");
    }

    public void Sent(int count) => sent.Add(count);
    public void Applied(string queue) => applied.Add(1, new KeyValuePair<string, object?>("queue", queue));
    public void Repeated(string queue) => repeated.Add(1, new KeyValuePair<string, object?>("queue", queue));
    public void Early(string queue) => early.Add(1, new KeyValuePair<string, object?>("queue", queue));
    public void EarlyTooLong(string queue, int count) => earlyTooLong.Add(count, new KeyValuePair<string, object?>("queue", queue));
    public void OtherContent(string queue) => otherContent.Add(1, new KeyValuePair<string, object?>("queue", queue));
    public void Parked(string queue) => parked.Add(1, new KeyValuePair<string, object?>("queue", queue));
}
