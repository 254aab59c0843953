using Clinic.Feedback.Contracts;

namespace Clinic.Escort.Escorts;

/// <summary>
/// A client answered about an accompanied visit: the lead sees what the escort was given. What was answered about a visit at a
/// clinic is not kept here.
/// </summary>
[ActsAs("ratings-of-escorts", "escorts.feedback", ForGroup = true)]
[LearnsAnew(1)]
sealed class RateEscortWhenSurveyResponseReceived(EscortDb db, TimeProvider clock) : IReaction<SurveyResponseReceived>
{
    public async Task React(SurveyResponseReceived fact, MessageContext message, CancellationToken stop)
    {
        if (fact is not { VisitId: null, EngagementId: { } engagement })
            return;
        await db.MustKnow(null, fact.Ratings.Select(rated => rated.EmployeeId), stop);
        await db.LockSubject(fact.ResponseId, stop);
        if (await db.Ratings.AnyAsync(rating => rating.ResponseId == fact.ResponseId, stop))
            return;
        var now = clock.GetUtcNow();
        foreach (var person in fact.Ratings.GroupBy(rated => rated.EmployeeId))
        {
            if (person.Any(rated => rated.Score is < 0 or > 100))
                throw new InvalidOperationException("A rating lies between 0 and 100.");
            db.Add(
                new EscortRating
                {
                    Id = Guid.CreateVersion7(now),
                    ResponseId = fact.ResponseId,
                    PersonId = person.Key,
                    BranchId = fact.BranchId,
                    EngagementId = engagement,
                    Score = decimal.Round(person.Average(rated => rated.Score), 2),
                    At = fact.OccurredAt.ToUniversalTime(),
                }
            );
        }
    }
}
