using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.Surveys;

/// <summary>What clients answered about whom, said again to whoever listens for the first time.</summary>
sealed class StandingAnswers(FeedbackDb db) : IStandingFacts<SurveyResponseReceived>
{
    public async Task<IReadOnlyList<StandingFact>> After(Guid last, int most, CancellationToken stop)
    {
        var answers = await db
            .SurveyAnswers.AsNoTracking()
            .Where(answer => answer.Id > last)
            .OrderBy(answer => answer.Id)
            .Take(most)
            .ToListAsync(stop);
        var asked = answers.Select(answer => answer.InvitationId).ToArray();
        var invitations = await db
            .SurveyInvitations.AsNoTracking()
            .Where(invitation => asked.Contains(invitation.Id))
            .ToDictionaryAsync(invitation => invitation.Id, stop);
        return [.. answers.Select(answer => Told(answer, invitations[answer.InvitationId]))];
    }

    static StandingFact Told(SurveyAnswer answer, SurveyInvitation invitation) =>
        new(
            answer.Id,
            new SurveyResponseReceived(
                answer.Id,
                answer.BranchId,
                invitation.VisitId,
                invitation.EngagementId,
                answer.Score,
                answer.Ratings,
                answer.AnsweredAt
            ),
            invitation.CaseId
        );
}
