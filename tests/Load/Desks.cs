using System.Collections.Concurrent;
using Clinic.TestSupport;

namespace Clinic.Load;

/// <summary>Eight branches, one clerk each, with everything a load needs prepared.</summary>
sealed class Desks(ClinicGroup group, IReadOnlyList<Branch> branches)
{
    public const int Count = 8;

    readonly ConcurrentQueue<Guid>[] clients = Queues(),
        arrived = Queues(),
        triaged = Queues();

    /// <summary>The branches.</summary>
    public IReadOnlyList<Branch> Branches => branches;

    /// <summary>Opens and staffs the branches.</summary>
    public static async Task<Desks> Open(ClinicGroup group)
    {
        List<Branch> branches = [];
        for (var number = 0; number < Count; number++)
            branches.Add(await (await group.OpenBranch("GeneralClinic")).Staffed(doctors: 2));
        // The acts that are measured one kind after the other leave visits half way, and nobody waits behind those.
        foreach (var branch in branches)
            await branch.Decides("registration", branch.Manager, ("waiting.inOrder", "false"));
        return new(group, branches);
    }

    /// <summary>An ordinary act: a client is registered, with audit, trail and chart number.</summary>
    public async Task<Func<Gauge.Reading>> Register(TimeSpan time) =>
        await Load(
            time,
            branch => branch.Receptionist,
            (number, branch) =>
            {
                var id = Guid.CreateVersion7();
                return (
                    "/api/registration/clients",
                    System.Text.Json.JsonSerializer.Serialize(branch.ClientBody(id)),
                    () => clients[number].Enqueue(id)
                );
            }
        );

    /// <summary>A hot act: check-in with ticket.</summary>
    public async Task<Func<Gauge.Reading>> CheckIn(TimeSpan time) =>
        await Load(
            time,
            branch => branch.Receptionist,
            (number, branch) =>
            {
                if (!clients[number].TryDequeue(out var client))
                    return null;
                var id = Guid.CreateVersion7();
                return (
                    "/api/registration/visits",
                    $$"""{"id":"{{id}}","branchId":"{{branch.Id}}","clientId":"{{client}}"}""",
                    () => arrived[number].Enqueue(id)
                );
            }
        );

    /// <summary>A hot act: triage by the ledger.</summary>
    public async Task<Func<Gauge.Reading>> Triage(TimeSpan time) =>
        await Load(
            time,
            branch => branch.TriageOfficer,
            (number, branch) =>
                arrived[number].TryDequeue(out var visit)
                    ? (
                        $"/api/registration/visits/{visit}/triage",
                        $$"""{"departmentId":"{{branch.Department}}","way":"Rotation"}""",
                        () => triaged[number].Enqueue(visit)
                    )
                    : null
        );

    /// <summary>A hot act: the doctor is notified, with the pick-up clock.</summary>
    public async Task<Func<Gauge.Reading>> Notify(TimeSpan time) =>
        await Load(
            time,
            branch => branch.Receptionist,
            (number, _) =>
                triaged[number].TryDequeue(out var visit)
                    ? ($"/api/registration/visits/{visit}/doctor-notification", "{}", () => { })
                    : null
        );

    /// <summary>A small answer that asks no database, through the gateway or directly.</summary>
    public async Task<Gauge.Reading> Nothing(TimeSpan time, Uri to, string path)
    {
        var token = await branches[0].Receptionist.Token(anew: true);
        var request = RawHttp.Request("GET", path, token, null);
        return Gauge.Run(
            32,
            time,
            _ =>
            {
                RawHttp http = new(to);
                return () => http.Send(request) is 404 or 200;
            }
        );
    }

    /// <summary>Whole visits one after the other at every desk, and the acts they took.</summary>
    public async Task<(Gauge.Reading Acts, int Visits)> WholeVisits(TimeSpan time)
    {
        var tokens = new Dictionary<Member, string>();
        foreach (
            var member in branches.SelectMany(branch =>
                (Member[])[branch.Receptionist, branch.Guide, branch.TriageOfficer, .. branch.Doctors]
            )
        )
            tokens[member] = await member.Token(anew: true);
        var visits = 0;
        var acts = Gauge.Run(
            Count,
            time,
            number =>
            {
                RawHttp http = new(group.Platform.Gateway);
                var branch = branches[number];
                var all = VisitRequests.Endless(branch, tokens, http, () => Interlocked.Increment(ref visits)).GetEnumerator();
                return () => all.MoveNext() ? http.Send(all.Current) is >= 200 and < 300 : null;
            }
        );
        return (acts, visits);
    }

    // Everybody is logged in first: checking a password is meant to be dear and is no part of the act.
    async Task<Func<Gauge.Reading>> Load(
        TimeSpan time,
        Func<Branch, Member> who,
        Func<int, Branch, (string Path, string Body, Action Done)?> next
    )
    {
        var tokens = new string[Count];
        for (var number = 0; number < Count; number++)
            tokens[number] = await who(branches[number]).Token(anew: true);
        return () =>
            Gauge.Run(
                Count,
                time,
                number =>
                {
                    RawHttp http = new(group.Platform.Gateway);
                    return () =>
                    {
                        if (next(number, branches[number]) is not var (path, body, done))
                            return null;
                        if (http.Send(RawHttp.Request("POST", path, tokens[number], body)) is < 200 or >= 300)
                            return false;
                        done();
                        return true;
                    };
                }
            );
    }

    static ConcurrentQueue<Guid>[] Queues() => [.. Enumerable.Range(0, Count).Select(_ => new ConcurrentQueue<Guid>())];
}
