using Clinic.Payroll.Complaints;
using Clinic.Training.Contracts;

namespace Clinic.Payroll.Discipline;

/// <summary>
/// Two assessments in a row were failed: a case is opened, and nothing else happens before a person decides. A further failure
/// after that has a case of its own. If a complaint led to the exams and was overturned meanwhile, the case falls at once; that complaint
/// may be of another branch.
/// </summary>
[ActsAs("payroll", opensWith: "discipline.read", ForGroup = true)]
sealed class OpenCaseWhenConsecutiveAssessmentFailed(PayrollDb db, TimeProvider clock) : IReaction<ConsecutiveAssessmentFailed>
{
    public async Task React(ConsecutiveAssessmentFailed fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [fact.EmployeeId], stop);
        var now = clock.GetUtcNow();
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
                // The failure that made it two in a row is the source, however often it is told.
                SourceId = fact.AssessmentIds[^1],
                Round = fact.Version,
                AssessmentIds = [.. fact.AssessmentIds],
                ComplaintId = fact.ComplaintId,
                RuleCode = FailedSeries.TwoFailures,
                IsEscort = string.Equals(fact.CategoryCode, "escort", StringComparison.OrdinalIgnoreCase),
                OpenedAt = fact.OccurredAt.ToUniversalTime(),
                OpenedBy = message.Person(),
            },
            now,
            stop
        );
    }
}
