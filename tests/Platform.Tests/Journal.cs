using System.Collections.Concurrent;
using System.Diagnostics;

namespace Clinic.Platform.Tests;

/// <summary>What was asked and what came back, written before and after each call, and when which process was away.</summary>
sealed class Journal
{
    readonly ConcurrentQueue<Call> calls = [];
    readonly ConcurrentQueue<Outage> outages = [];

    public IReadOnlyCollection<Call> Calls => calls;
    public IReadOnlyCollection<Outage> Outages => outages;

    public Call Before(string what, Guid about)
    {
        Call call = new(what, about);
        calls.Enqueue(call);
        return call;
    }

    public Outage Begins(Mishap mishap)
    {
        Outage outage = new(mishap);
        outages.Enqueue(outage);
        return outage;
    }

    public IEnumerable<Guid> Asked(string what) => calls.Where(call => call.What == what).Select(call => call.About);

    public IEnumerable<Guid> Done(string what) => calls.Where(call => call.What == what && !call.Failed).Select(call => call.About);

    public IEnumerable<Call> FailedOutside(IEnumerable<Outage> allowed) =>
        calls.Where(call => call.Failed && !allowed.Any(outage => outage.Touches(call)));

    internal sealed class Call(string what, Guid about)
    {
        public string What => what;
        public Guid About => about;
        public long From { get; } = Stopwatch.GetTimestamp();
        public long Until { get; private set; } = long.MaxValue;
        public string Outcome { get; private set; } = "no answer";
        public bool Failed { get; private set; } = true;

        public void After(string outcome, bool failed) => (Outcome, Failed, Until) = (outcome, failed, Stopwatch.GetTimestamp());
    }

    internal sealed class Outage(Mishap mishap)
    {
        public Mishap Mishap => mishap;
        public long From { get; } = Stopwatch.GetTimestamp();
        public long Until { get; private set; } = long.MaxValue;

        public bool IsOver => Until < long.MaxValue;

        public void Ends() => Until = Stopwatch.GetTimestamp();

        public bool Touches(Call call) => call.From <= Until && call.Until >= From;

        public bool Covers(Call call) => call.From >= From && call.Until <= Until;
    }
}
