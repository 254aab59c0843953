using Clinic.Payroll.Contracts;
using Clinic.Training.Staff;

namespace Clinic.Training.Assessments;

/// <summary>
/// A hiring was recorded by mistake: the onboarding is withdrawn, everything open is closed, and no certificate holds (EV-01). What the
/// person attended or was graded stays readable.
/// </summary>
[ActsAs("training", opensWith: "exams.read", ForGroup = true)]
sealed class WithdrawTrainingWhenHireWithdrawn(TrainingDb db, PolicyBook policies, TimeProvider clock) : IReaction<HireWithdrawn>
{
    public async Task React(HireWithdrawn fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(null, [fact.EmployeeId], stop);
        await db.LockSubject(fact.EmployeeId, stop);
        var file = await db.FileOrNew(fact.EmployeeId, fact.BranchId, stop);
        if (!file.WithdrawHire(fact.Version))
            return;

        var now = clock.GetUtcNow();
        await db.CancelDeadlines(EmploymentEffects.LastDay, file.PersonId, stop);
        await EmploymentEffects.Reconcile(db, file, policies, now, stop);
        foreach (var certificate in await db.StandingCertificates(file.PersonId, stop))
            db.Withdraw(certificate, CertificatesThatStand.HireWithdrawn, now);
    }
}
