using Clinic.Escort.Contracts;

namespace Clinic.Payroll.Performance;

/// <summary>
/// The fee of an engagement is known: it is kept as the basis of a commission, and a referral that waited for it is credited.
/// </summary>
[ActsAs("payroll", opensWith: "accruals.read")]
sealed class CountFeeWhenEscortFeeCollected(PayrollDb db, PolicyBook policies, TimeProvider clock) : IReaction<EscortFeeCollected>
{
    public async Task React(EscortFeeCollected fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [fact.EscortId], stop);
        await db.LockSubject(fact.EngagementId, stop);
        var visit = await db.AccompaniedVisits.FindAsync([fact.EngagementId], stop);
        if (visit is null)
            db.Add(visit = AccompaniedVisit.Of(fact.EngagementId, fact.BranchId, fact.EscortId, message.CaseId));
        if (!visit.Apply(fact, message))
            return;

        var now = clock.GetUtcNow();
        foreach (
            var referral in await db
                .Referrals.Where(candidate => candidate.EngagementId == fact.EngagementId && !candidate.Credited)
                .OrderBy(candidate => candidate.Id)
                .ToListAsync(stop)
        )
        {
            if (referral.Credit(visit.Fee, policies, now) is { } commission)
                await PerformanceBook.Write(db, commission, now, stop);
        }
    }
}
