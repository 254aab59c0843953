using Clinic.Training.Contracts;

namespace Clinic.Payroll.Discipline;

/// <summary>
/// The verdict of an assessment was corrected: passed after all, the cases that stand on its failure fall. Failed after all, it is
/// only remembered; Training says which failures now follow each other.
/// </summary>
[ActsAs("payroll", opensWith: "discipline.read", ForGroup = true)]
sealed class JudgeAgainWhenAssessmentCorrected(PayrollDb db, TimeProvider clock) : IReaction<AssessmentCorrected>
{
    public async Task React(AssessmentCorrected fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [fact.EmployeeId], stop);
        await FailedSeries.Change(
            db,
            new()
            {
                AssessmentId = fact.AssessmentId,
                Number = fact.Version,
                BranchId = fact.BranchId,
                PersonId = fact.EmployeeId,
                IsFailure = !fact.Passed,
                ReasonCode = AssessmentChange.CorrectedCode,
                At = fact.OccurredAt.ToUniversalTime(),
                MessageId = message.MessageId,
            },
            clock.GetUtcNow(),
            stop
        );
    }
}
