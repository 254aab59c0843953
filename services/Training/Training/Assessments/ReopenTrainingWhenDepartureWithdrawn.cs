using Clinic.Payroll.Contracts;
using Clinic.Training.Staff;

namespace Clinic.Training.Assessments;

/// <summary>A departure was recorded by mistake: what it closed goes on where it was, and a certificate counts again (EV-03).</summary>
[ActsAs("training", opensWith: "exams.read", ForGroup = true)]
sealed class ReopenTrainingWhenDepartureWithdrawn(TrainingDb db, PolicyBook policies, TimeProvider clock) : IReaction<DepartureWithdrawn>
{
    public async Task React(DepartureWithdrawn fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(null, [fact.EmployeeId], stop);
        await db.LockSubject(fact.EmployeeId, stop);
        var file = await db.FileOrNew(fact.EmployeeId, fact.BranchId, stop);
        file.SetPost(fact.Post, fact.BranchId, fact.Version);
        if (!file.SetDeparture(null, fact.Version))
            return;
        await db.CancelDeadlines(EmploymentEffects.LastDay, file.PersonId, stop);
        await EmploymentEffects.Reconcile(db, file, policies, clock.GetUtcNow(), stop);
    }
}
