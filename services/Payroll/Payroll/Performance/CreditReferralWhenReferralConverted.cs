using Clinic.Escort.Contracts;

namespace Clinic.Payroll.Performance;

/// <summary>A referred client was new and came: whoever referred them gets a commission, once per referral (R-039, WF-41).</summary>
[ActsAs("payroll", opensWith: "accruals.read")]
sealed class CreditReferralWhenReferralConverted(PayrollDb db, PolicyBook policies, TimeProvider clock) : IReaction<ReferralConverted>
{
    public async Task React(ReferralConverted fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [fact.ReferrerId], stop);
        // The engagement's fee may be told at this very moment.
        await db.LockSubject(fact.EngagementId, stop);
        if (await db.Referrals.FindAsync([fact.ReferralId], stop) is not null)
            return;

        var (referral, now) = (Referral.Of(fact, message), clock.GetUtcNow());
        db.Add(referral);
        var visit = await db.AccompaniedVisits.FindAsync([fact.EngagementId], stop);
        if (referral.Credit(visit?.Fee, policies, now) is { } commission)
            await PerformanceBook.Write(db, commission, now, stop);
    }
}
