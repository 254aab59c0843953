using Clinic.Training.Contracts;

namespace Clinic.Payroll.Discipline;

/// <summary>An assessment no longer counts: the cases that stand on its failure fall, whichever was heard first.</summary>
[ActsAs("payroll", opensWith: "discipline.read", ForGroup = true)]
sealed class DropCasesWhenAssessmentVoided(PayrollDb db, TimeProvider clock) : IReaction<AssessmentVoided>
{
    public async Task React(AssessmentVoided fact, MessageContext message, CancellationToken stop)
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
                IsFailure = false,
                ReasonCode = AssessmentChange.VoidedCode,
                At = fact.OccurredAt.ToUniversalTime(),
                MessageId = message.MessageId,
            },
            clock.GetUtcNow(),
            stop
        );
    }
}
