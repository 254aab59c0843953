using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.ClientRecords.Members;
using Clinic.Registration.ClientRecords.Segments;
using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.WholeRecord.Rounds;

/// <summary>
/// Each day the platform sorts those clients of a branch who were here since they were judged, and those whose judgement is older
/// than the branch allows (R-105, R-110, WF-35 4 and 5): group, level of membership, and whether the chart goes to the archive.
/// A slice at a time, so that no round holds anybody up.
/// </summary>
[DeadlineKind(DailyRounds.Clients), ActsAs("client-rounds", "clients.read")]
sealed class ClassifyClients(RegistrationDb db, ClinicDays days, PolicyBook policies, TimeProvider clock) : IDeadlineHandler
{
    const int Slice = 200;

    static readonly TimeSpan Year = TimeSpan.FromDays(365);

    /// <summary>A-07: at least once a month.</summary>
    public static readonly Policy<int> EveryDays = new("segment.intervalDays", 30, 1, 366, "A-07 (R-105)");

    /// <summary>How long nobody was here before a chart goes to the archive.</summary>
    public static readonly Policy<int> ArchiveMonths = new("records.archiveMonths", 36, 1, 600, "default, unconfirmed (R-105)");

    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        var (now, branch) = (clock.GetUtcNow(), deadline.BranchId);
        var old = now.AddDays(-policies.Value(EveryDays, branch, now));
        var clients = await db
            .Clients.Where(client => client.BranchId == branch && client.MergedInto == null && client.JudgedAt < old)
            .OrderBy(client => client.JudgedAt)
            .ThenBy(client => client.Id)
            .Take(Slice)
            .ToListAsync(stop);
        var since = (await days.DayOf(branch, now, db, stop))!.Value.AddDays(-2);
        var seen = await db
            .Visits.Where(visit => visit.BranchId == branch && visit.Day >= since && visit.CompletedAt != null)
            .Join(
                db.Clients.Where(client => client.MergedInto == null),
                visit => visit.ClientId,
                client => client.Id,
                (visit, client) => new { visit, client }
            )
            .Where(row => row.client.JudgedAt < row.visit.CompletedAt)
            .Select(row => row.client)
            .Distinct()
            .OrderBy(client => client.Id)
            .Take(Slice)
            .ToListAsync(stop);
        await Judge([.. clients.Union(seen)], branch, now, stop);
        LapseOldWork.Of(db, branch, now);

        // Another rung than the one that rings, which is taken away with this commit.
        var more = clients.Count == Slice || seen.Count == Slice;
        db.ScheduleDeadline(DailyRounds.Clients, branch, branch, more ? now : now.AddDays(1), rung: deadline.Rung == 1 ? 2 : 1);
    }

    async Task Judge(List<Client> clients, Guid branch, DateTimeOffset now, CancellationToken stop)
    {
        var (key, archive) = (KeyFrom.Of(policies, branch, now), now.AddMonths(-policies.Value(ArchiveMonths, branch, now)));
        var lately = await Of([.. clients.Select(client => client.Id)], now - Year, stop);
        var members = new MemberRounds(db, policies, branch, now);
        await members.Load([.. clients.Select(client => client.Id)], stop);
        foreach (var client in clients)
        {
            var did = lately.GetValueOrDefault(client.Id, RecentActivity.Nothing);
            if (!client.SegmentIsMarked)
                SegmentChange.Move(db, client, SegmentRule.Of(did, key), by: null, reason: null, now);
            client.NoteSorted((did.LastVisit ?? client.RegisteredAt) < archive, now);
            members.Judge(client, did);
        }
    }

    async Task<Dictionary<Guid, RecentActivity>> Of(Guid[] clients, DateTimeOffset since, CancellationToken stop) =>
        await db
            .Visits.Where(visit => clients.Contains(visit.ClientId) && visit.CompletedAt != null && visit.Voiding.At == null)
            .GroupBy(visit => visit.ClientId)
            .Select(all => new
            {
                all.Key,
                Visits = all.Count(visit => visit.CompletedAt > since),
                Spent = all.Sum(visit => visit.CompletedAt > since ? visit.CheckOut.Charge ?? 0 : 0),
                Ever = all.Count(visit => visit.CheckOut.Purchased) > 0,
                BoughtLately = all.Count(visit => visit.CheckOut.Purchased && visit.CompletedAt > since) > 0,
                Last = all.Max(visit => visit.CompletedAt),
            })
            .ToDictionaryAsync(
                row => row.Key,
                row => new RecentActivity(row.Visits, row.Spent, row.Ever, row.BoughtLately, row.Last),
                stop
            );
}
