using Clinic.Feedback.Contracts;
using Clinic.Feedback.Issues;

namespace Clinic.Feedback.Surveys;

/// <summary>
/// A client answers through a link, without an account and once: however many answers come at the same moment, one counts. A star
/// is 20 points; a low score becomes an issue to look into. Refused: unknown link (404), used or expired link, somebody rated who
/// did not serve.
/// </summary>
public static class AnswerSurvey
{
    public sealed record Stars([property: GivenId] Guid EmployeeId, [property: Range(1, 5)] int Value);

    /// <param name="Overall">Stars for the whole.</param>
    public sealed record Request(
        [property: Form(GetSurveyForm.SecretPattern, "the 43 characters of the link")] string Token,
        [property: MaxLength(20)] IReadOnlyList<Stars> Scores,
        [property: Range(1, 5)] int Overall,
        [property: Text(2000, Lines = true)] string? Words = null
    );

    public sealed record Response(DateTimeOffset AnsweredAt);

    /// <summary>Below this a score is low.</summary>
    internal static readonly Policy<int> LowScore = new("survey.lowScore", 80, 0, 100, "default, unconfirmed");

    const int PointsOfStar = 20;

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/survey-answers", Handle)
            .OpenToAnyone("Clients have no account; the secret of a link is asked for.")
            .WithTags("Surveys")
            .WithSummary("Answers a survey, once")
            .Refuses(
                SurveyRefusals.LinkUnknown,
                SurveyRefusals.LinkUsed,
                SurveyRefusals.LinkExpired,
                SurveyRefusals.RatedTwice,
                SurveyRefusals.DidNotServe
            );

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        FeedbackDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var now = clock.GetUtcNow();
        var (invitation, refusal) = await SurveyLink.OpenAsSystem(request.Token, "POST /survey-answers", db, caller, now, stop);
        if (refusal is not null)
            return refusal.AsProblem();
        if (invitation!.CheckRatings([.. request.Scores.Select(stars => stars.EmployeeId)]) is { } impossible)
            return impossible.AsProblem();

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        // A withdrawal of the invitation is waited for, or waits for this answer.
        await db.LockSubject(invitation.Id, stop);
        if (await db.SurveyInvitations.AnyAsync(asked => asked.Id == invitation.Id && asked.State == InvitationState.Withdrawn, stop))
            return SurveyRefusals.LinkExpired.AsProblem();

        decimal score = request.Overall * PointsOfStar;
        Rated[] ratings = [.. request.Scores.Select(stars => new Rated(stars.EmployeeId, stars.Value * PointsOfStar))];
        SurveyAnswer answer = new()
        {
            Id = Guid.CreateVersion7(now),
            InvitationId = invitation.Id,
            BranchId = invitation.BranchId,
            Score = score,
            Ratings = ratings,
            Words = SealedText.OfOptional(request.Words?.Normalized()),
            AnsweredAt = now,
            IsLow = ratings.Select(rated => rated.Score).Append(score).Min() < policies.Value(LowScore, invitation.BranchId, now),
        };
        db.Add(answer);
        db.Publish(
            new SurveyResponseReceived(answer.Id, answer.BranchId, invitation.VisitId, invitation.EngagementId, score, ratings, now),
            invitation.CaseId
        );
        if (answer.IsLow)
        {
            PatientIssue.Record(
                db,
                IssueSource.LowScore,
                answer.Id,
                answer.BranchId,
                invitation.ClientId,
                invitation.VisitId,
                invitation.EngagementId,
                invitation.CaseId,
                now
            );
        }
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Ok(new Response(now));
    }
}
