using Clinic.Escort.Escorts;
using Clinic.Training.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>R-036: a failed assessment stands on the profile until one is passed, or it is voided or corrected.</summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
sealed class MarkEscortWhenExamFailed(EscortDb db, TimeProvider clock) : IReaction<ExamFailed>
{
    public async Task React(ExamFailed fact, MessageContext message, CancellationToken stop)
    {
        var profile = await db.KnownProfile(fact.EmployeeId, stop);
        profile.CountFailures(fact.FailuresInRow, fact.Version);
        await EscortStatusUpdater.Reconcile(db, profile, "exam-failed", message.CaseId, clock.GetUtcNow(), stop);
    }
}
