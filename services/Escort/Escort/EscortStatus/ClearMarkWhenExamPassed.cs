using Clinic.Escort.Escorts;
using Clinic.Training.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>R-036: a passed assessment starts the count of failures again; a suspension waits for a person all the same.</summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
sealed class ClearMarkWhenExamPassed(EscortDb db, TimeProvider clock) : IReaction<ExamPassed>
{
    public async Task React(ExamPassed fact, MessageContext message, CancellationToken stop)
    {
        var profile = await db.KnownProfile(fact.EmployeeId, stop);
        profile.CountFailures(0, fact.Version);
        await EscortStatusUpdater.Reconcile(db, profile, "exam-passed", message.CaseId, clock.GetUtcNow(), stop);
    }
}
