using System.Globalization;
using Clinic.Load;
using Clinic.TestSupport;

// Everything on this machine, the load beside the platform: so each figure stands beside what the raw server did minutes before and after.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
TimeSpan warm = TimeSpan.FromSeconds(int.Parse(args.FirstOrDefault() ?? "8", null)),
    time = TimeSpan.FromSeconds(6);
await using var stack = await Stack.Start([]);
Report report = new();
ProcessorTime processor = new(stack);
report.Line("gateway healthy from a built tree, no data", $"{stack.SecondsToReady:0.0} s", "≤ 15 s", stack.SecondsToReady <= 15);
var memory = stack.MemoryAtRest();
report.Line("memory of the whole stack at rest (PSS)", $"{memory:0.00} GiB", "≤ 1.4 GiB", memory <= 1.4);

var group = await ClinicGroup.Found(stack.Gateway, stack.AdministratorSecret);
if (args.Contains("growth"))
{
    await Growth.Measure(stack, group, report);
    return;
}
if (args.Contains("reads"))
{
    await Reads.Measure(stack, group, report);
    return;
}
if (args.Contains("races"))
{
    Environment.ExitCode = await SlotRaces.Run(
        stack,
        group,
        int.TryParse(args[^1], CultureInfo.InvariantCulture, out var contests) ? contests : 10_000
    )
        ? 0
        : 1;
    return;
}
if (args.Contains("refused"))
{
    Environment.ExitCode = await RefusedRequests.Run(
        group,
        int.TryParse(args[^1], CultureInfo.InvariantCulture, out var acts) ? acts : 20_000
    )
        ? 0
        : 1;
    return;
}
if (args.Contains("fuzz"))
{
    int[] numbers = [.. args.SkipWhile(text => text != "fuzz").Skip(1).Select(text => int.Parse(text, null))];
    Environment.ExitCode = await Fuzzing.Run(
        group,
        numbers is [var times, ..] ? times : 500,
        numbers is [_, var seed] ? seed : Random.Shared.Next()
    )
        ? 0
        : 1;
    return;
}
var desks = await Desks.Open(group);
await desks.WholeVisits(warm);
await Effects.Settled(stack);

var before = await RawLimits.Inserts(stack);
var held = await Effects.HoldBack(stack, "registration");
(await desks.Register(warm))();
var (ordinary, ordinaryCost) = processor.During(await desks.Register(time));
var (checkIn, checkInCost) = processor.During(await desks.CheckIn(time));
var (triage, triageCost) = processor.During(await desks.Triage(time));
var (notify, notifyCost) = processor.During(await desks.Notify(time));
await held.DisposeAsync();
await Eventually.Sees(() => Effects.Left(stack, "registration"), left => left == 0, TimeSpan.FromSeconds(120));
await Effects.Settled(stack);
var middle = await RawLimits.Inserts(stack);
var raw = (before + middle) / 2;
report.Say($"raw PostgreSQL, insert and commit, 8 clients: {before:0}/s before, {middle:0}/s after");
report.Ratio("API alone, ordinary act (a client registered)", ordinary, raw, 12);
report.Ratio("API alone, hot act (check-in)", checkIn, raw, 25);
report.Ratio("API alone, hot act (triage)", triage, raw, 25);
report.Ratio("API alone, hot act (doctor notified)", notify, raw, 25);
report.Say($"a client registered costs {ordinaryCost}");
report.Say($"a check-in costs {checkInCost}");
report.Say($"a triage costs {triageCost}");
report.Say($"a doctor notified costs {notifyCost}");
if (args.Contains("--acts"))
    return;

var (visitActs, visits) = await desks.WholeVisits(TimeSpan.FromSeconds(15));
var settled = await Effects.Settled(stack);
report.Ratio(
    $"sustained with senders and reactions, whole visits ({visits / 15.0:0.0} visits/s, settled {settled:0.0} s after)",
    visitActs,
    raw,
    6
);
report.Line("everything settled after the load", $"{settled:0.0} s", "≤ 5 s", settled <= 5);

var stories = await Stories.Open(group, desks.Branches[0]);
await stories.Tell(warm / 2);
var (storyActs, told) = await stories.Tell(TimeSpan.FromSeconds(15));
settled = await Effects.Settled(stack);
report.Ratio($"sustained stories, call to report and every fourth complained of ({told / 15.0:0.0} stories/s)", storyActs, raw, 6);
report.Line("everything settled after the stories, with all reactions", $"{settled:0.0} s", "≤ 5 s", settled <= 5);

var (broker, rawLatency) = await RawLimits.Broker(stack.Amqp);
report.Say($"raw broker, publish with confirm to consumed: {broker:0}/s at 256 in flight; {rawLatency:0.00} ms median at 50/s");
var (p50, p99) = await Effects.Latency(stack, desks);
report.Line(
    "commit → effect in another service at ≤ 50/s, median",
    $"{p50:0.0} ms = {p50 / rawLatency:0.0}×",
    "≤ 8×",
    p50 / rawLatency <= 8
);
report.Line("commit → effect, p99", $"{p99:0.0} ms", "≤ 25 ms", p99 <= 25);
var drain = await Effects.Drain(stack, desks);
report.Line(
    "outbox drain, one service : raw broker end to end",
    $"{drain:0}/s = {100 * drain / broker:0} %",
    "≥ 30 %",
    drain / broker >= 0.30
);

var direct = await desks.Nothing(time, stack.AddressOf("registration"), "/nothing");
var through = await desks.Nothing(time, stack.Gateway, "/api/registration/nothing");
report.Line(
    "an answer without database, gateway : direct",
    $"{through.PerSecond:0}/s : {direct.PerSecond:0}/s = {100 * through.PerSecond / direct.PerSecond:0} %",
    "≥ 47 %",
    through.PerSecond / direct.PerSecond >= 0.47
);
report.Write(args.Contains("--write") ? Path.Combine(Stack.Repository, "docs/performance.md") : null);
