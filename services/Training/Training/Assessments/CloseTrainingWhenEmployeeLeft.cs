using Clinic.Payroll.Contracts;
using Clinic.Training.Staff;

namespace Clinic.Training.Assessments;

/// <summary>
/// A person leaves: after the last day, or at once without one, nothing more is planned, graded or certified, and what is open is closed
/// (EV-03). The last day ends by the calendar of the branch.
/// </summary>
[ActsAs("training", opensWith: "exams.read", ForGroup = true)]
sealed class CloseTrainingWhenEmployeeLeft(TrainingDb db, PolicyBook policies, TimeProvider clock) : IReaction<EmployeeLeft>
{
    public async Task React(EmployeeLeft fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.LastDay is null ? null : fact.BranchId, [fact.EmployeeId], stop);
        await db.LockSubject(fact.EmployeeId, stop);
        var leavesAt = fact.LastDay is { } last
            ? (await db.Branches.SingleAsync(branch => branch.Id == fact.BranchId, stop)).StartOf(last.AddDays(1))
            : fact.OccurredAt;
        var file = await db.FileOrNew(fact.EmployeeId, fact.BranchId, stop);
        if (!file.SetDeparture(leavesAt, fact.Version))
            return;

        var now = clock.GetUtcNow();
        await db.CancelDeadlines(EmploymentEffects.LastDay, file.PersonId, stop);
        if (!file.HasLeft(now))
            db.ScheduleDeadline(EmploymentEffects.LastDay, file.PersonId, file.BranchId, leavesAt);
        await EmploymentEffects.Reconcile(db, file, policies, now, stop);
    }
}
