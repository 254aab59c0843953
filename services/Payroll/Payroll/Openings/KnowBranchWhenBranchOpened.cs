using Clinic.Payroll.Branches;
using Clinic.Payroll.Workload;
using Clinic.Registration.Contracts;

namespace Clinic.Payroll.Openings;

/// <summary>
/// A branch was opened: people can be hired there. What came too early goes on by itself; what an earlier build left waiting in its own
/// tables is counted now, because only now it is known on which clinic day it fell.
/// </summary>
[ActsAs("payroll", opensWith: "branches.read", ForGroup = true)]
[LearnsAnew(1)]
sealed class KnowBranchWhenBranchOpened(PayrollDb db, PolicyBook policies, TimeProvider clock) : IReaction<BranchOpened>
{
    public async Task React(BranchOpened fact, MessageContext message, CancellationToken stop)
    {
        await db.HearPlace(fact.BranchId, fact.Name, version: 1, stop);
        if (await db.Branches.AnyAsync(known => known.Id == fact.BranchId, stop))
            return;

        // A time zone nobody knows fails here and parks the fact, rather than every visit of the branch later.
        Branch branch = new() { Id = fact.BranchId, TimeZone = TimeZoneInfo.FindSystemTimeZoneById(fact.TimeZone).Id };
        db.Add(branch);
        var waiting = await db.WaitingShares.Where(share => share.BranchId == fact.BranchId).ToListAsync(stop);
        var visits = await db
            .Visits.Where(visit => visit.BranchId == fact.BranchId && visit.Waits)
            .OrderBy(visit => visit.Id)
            .ToListAsync(stop);
        foreach (var visit in visits)
        {
            AccrualLedger.Count(
                db,
                visit,
                waiting.Where(share => share.VisitId == visit.Id).Select(share => new Served(share.PersonId, share.Part)),
                branch,
                policies,
                clock
            );
        }
        db.RemoveRange(waiting);
        // What takes a line back names it, so the line stands first.
        var earned = await db
            .Earned.Where(candidate => candidate.BranchId == fact.BranchId)
            .OrderBy(candidate => candidate.Id)
            .ToListAsync(stop);
        db.AddRange(earned.Select(candidate => candidate.On(branch, clock.GetUtcNow())));
        db.RemoveRange(earned);
    }
}
