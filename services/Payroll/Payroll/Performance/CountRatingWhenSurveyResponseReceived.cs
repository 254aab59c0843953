using Clinic.Feedback.Contracts;

namespace Clinic.Payroll.Performance;

/// <summary>
/// A client rated the people who served: each rating counts once for the person. A person cannot be rated twice in one answer.
/// </summary>
[ActsAs("payroll", opensWith: "accruals.read")]
sealed class CountRatingWhenSurveyResponseReceived(PayrollDb db, TimeProvider clock) : IReaction<SurveyResponseReceived>
{
    public async Task React(SurveyResponseReceived fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, fact.Ratings.Select(rating => rating.EmployeeId), stop);
        await db.LockSubject(fact.ResponseId, stop);
        var now = clock.GetUtcNow();
        // Two scores for one person break the dictionary and park the fact: somebody has to look.
        foreach (var (person, score) in fact.Ratings.Distinct().ToDictionary(rating => rating.EmployeeId, rating => rating.Score))
        {
            if (await PerformanceBook.Has(db, fact.ResponseId, person, PerformanceKind.Rating, stop))
                continue;
            await PerformanceBook.Write(
                db,
                new()
                {
                    Id = Guid.CreateVersion7(now),
                    BranchId = fact.BranchId,
                    PersonId = person,
                    Kind = PerformanceKind.Rating,
                    Value = score,
                    At = fact.OccurredAt.ToUniversalTime(),
                    SourceKind = SourceKinds.SurveyResponse,
                    SourceId = fact.ResponseId,
                    CaseId = message.CaseId,
                    CauseMessageId = message.MessageId,
                },
                now,
                stop
            );
        }
    }
}
