using Clinic.Payroll.Complaints;
using Clinic.Payroll.Contracts;
using Clinic.Training.Contracts;

namespace Clinic.Payroll.Discipline;

/// <summary>
/// The resit was failed as well: the case that ordered it is done, and a new one waits for somebody to decide. The exam may be held
/// at another branch than the case's; the new case belongs to the branch of the exam.
/// </summary>
[ActsAs("payroll", opensWith: "discipline.read", ForGroup = true)]
sealed class OpenCaseWhenResitFailed(PayrollDb db, TimeProvider clock) : IReaction<ResitFailed>
{
    public async Task React(ResitFailed fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [fact.EmployeeId], stop);
        var (now, at) = (clock.GetUtcNow(), fact.OccurredAt.ToUniversalTime());
        var ordering = fact.DisciplineCaseId is { } id
            ? await db.DisciplineCases.SingleOrDefaultAsync(
                disciplineCase => disciplineCase.Id == id && disciplineCase.PersonId == fact.EmployeeId,
                stop
            )
            : null;
        ordering?.FailResit(at);
        var post = await db.Employees.Where(employee => employee.Id == fact.EmployeeId).Select(employee => employee.Post).SingleAsync(stop);
        await FailedSeries.Open(
            db,
            new()
            {
                Id = Guid.CreateVersion7(now),
                BranchId = fact.BranchId,
                PersonId = fact.EmployeeId,
                CaseId = message.CaseId,
                CauseMessageId = message.MessageId,
                Source = CaseSource.ConsecutiveFailures,
                SourceId = fact.ResitId,
                Round = fact.Version,
                AssessmentIds = [fact.ResitId],
                ComplaintId = ordering?.ComplaintId,
                RuleCode = FailedSeries.FailedResit,
                IsEscort = ordering?.IsEscort ?? post == Post.Escort,
                OpenedAt = at,
                OpenedBy = message.Person(),
            },
            now,
            stop
        );
    }
}
