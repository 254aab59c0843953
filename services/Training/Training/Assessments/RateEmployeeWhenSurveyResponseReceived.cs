using Clinic.Feedback.Contracts;

namespace Clinic.Training.Assessments;

/// <summary>A client answered: everybody rated gets one line, the third part of the next assessment .</summary>
[ActsAs("training", opensWith: "exams.read")]
sealed class RateEmployeeWhenSurveyResponseReceived(TrainingDb db) : IReaction<SurveyResponseReceived>
{
    public async Task React(SurveyResponseReceived fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(null, fact.Ratings.Select(rated => rated.EmployeeId), stop);
        await db.LockSubject(fact.ResponseId, stop);
        if (await db.Ratings.AnyAsync(rating => rating.ResponseId == fact.ResponseId, stop))
            return;
        foreach (var person in fact.Ratings.GroupBy(rated => rated.EmployeeId))
        {
            if (person.Any(rated => rated.Score is < 0 or > 100))
                throw new InvalidOperationException("A rating lies between 0 and 100.");
            db.Add(
                new Rating
                {
                    ResponseId = fact.ResponseId,
                    PersonId = person.Key,
                    BranchId = fact.BranchId,
                    Score = decimal.Round(person.Average(rated => rated.Score), 2),
                    At = fact.OccurredAt,
                }
            );
        }
    }
}
