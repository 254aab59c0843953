using Clinic.Payroll.Complaints;
using Clinic.Training.Contracts;

namespace Clinic.Payroll.Discipline;

/// <summary>
/// Two assessments in a row were failed: a case is opened, and nothing else happens before a person decides. If a complaint
/// led to the exams and was overturned meanwhile, the case falls at once; that complaint may be of another branch.
/// </summary>
[ActsAs("payroll", opensWith: "discipline.read", ForGroup = true)]
sealed class OpenCaseWhenConsecutiveAssessmentFailed(PayrollDb db, TimeProvider clock) : IReaction<ConsecutiveAssessmentFailed>
{
    public async Task React(ConsecutiveAssessmentFailed fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [fact.EmployeeId], stop);
        if (fact.ComplaintId is { } complaint)
            await db.LockSubject(complaint, stop);
        // The failure that made it two in a row begins one case, however often it is told.
        var source = fact.AssessmentIds[^1];
        await db.LockSubject(source, stop);
        if (
            await db.DisciplineCases.AnyAsync(
                disciplineCase =>
                    disciplineCase.PersonId == fact.EmployeeId
                    && disciplineCase.Source == CaseSource.ConsecutiveFailures
                    && disciplineCase.SourceId == source,
                stop
            )
        )
            return;

        var (now, at) = (clock.GetUtcNow(), fact.OccurredAt.ToUniversalTime());
        DisciplineCase opened = new()
        {
            Id = Guid.CreateVersion7(now),
            BranchId = fact.BranchId,
            PersonId = fact.EmployeeId,
            CaseId = message.CaseId,
            CauseMessageId = message.MessageId,
            Source = CaseSource.ConsecutiveFailures,
            SourceId = source,
            ComplaintId = fact.ComplaintId,
            RuleCode = "two-failures-in-a-row",
            IsEscort = string.Equals(fact.CategoryCode, "escort", StringComparison.OrdinalIgnoreCase),
            OpenedAt = at,
            OpenedBy = message.Person(),
        };
        DisciplineEffects.Open(db, opened);
        if (fact.ComplaintId is { } led && await db.ComplaintNotes.FindAsync([led], stop) is { Overturned: { } overturned })
            await DisciplineEffects.DropBecauseSourceFell(
                db,
                opened,
                DisciplineCase.OverturnedCode,
                overturned.At,
                overturned.MessageId,
                now,
                stop
            );
    }
}
