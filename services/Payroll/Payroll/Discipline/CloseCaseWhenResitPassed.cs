using Clinic.Training.Contracts;

namespace Clinic.Payroll.Discipline;

/// <summary>
/// The resit that a case ordered was passed: the case is done. The exam may be held at another branch than the case's.
/// </summary>
[ActsAs("payroll", opensWith: "discipline.read", ForGroup = true)]
sealed class CloseCaseWhenResitPassed(PayrollDb db) : IReaction<ResitPassed>
{
    public async Task React(ResitPassed fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [fact.EmployeeId], stop);
        if (
            fact.DisciplineCaseId is not { } id
            || await db.DisciplineCases.FindAsync([id], stop) is not { } disciplineCase
            || disciplineCase.PersonId != fact.EmployeeId
        )
            return;
        disciplineCase.PassResit(fact.OccurredAt.ToUniversalTime());
    }
}
