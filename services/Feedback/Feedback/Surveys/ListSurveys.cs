namespace Clinic.Feedback.Surveys;

/// <summary>
/// The agent sees who may be sent a link; the quality officer sees what was answered, and one answer with its words, which is audited.
/// </summary>
public static class ListSurveys
{
    /// <param name="Status">Whether a link may be sent.</param>
    public sealed record Invitation(
        Guid Id,
        Guid ClientId,
        Guid? VisitId,
        Guid? EngagementId,
        DateTimeOffset ServedAt,
        bool Answered,
        InvitationState Status
    );

    /// <param name="Score">0 to 100.</param>
    public sealed record Rating([Employee] Guid EmployeeId, decimal Score);

    public sealed record Answer(
        Guid Id,
        Guid InvitationId,
        decimal Score,
        IReadOnlyList<Rating> Ratings,
        bool Low,
        DateTimeOffset AnsweredAt
    );

    public sealed record AnswerInWords(
        Guid Id,
        Guid InvitationId,
        decimal Score,
        IReadOnlyList<Rating> Ratings,
        bool Low,
        string? Words,
        DateTimeOffset AnsweredAt
    );

    internal static void Map(RouteGroupBuilder invitations, RouteGroupBuilder answers)
    {
        invitations
            .MapGet("", Invitations)
            .Needs(Rights.SendSurveys)
            .WithSummary("The invitations of a branch, or of one visit or engagement");
        answers.MapGet("", Answers).Needs(Rights.ReadSurveys).WithSummary("What was answered in a branch, without words");
        answers.MapGet("{answerId:guid}", One).Needs(Rights.ReadSurveys).WithSummary("One answer with its words; audited");
    }

    /// <param name="source">A visit or an engagement.</param>
    /// <param name="after">The last id of the page before.</param>
    static async Task<Results<Ok<Invitation[]>, ProblemHttpResult>> Invitations(
        Guid branch,
        Guid? source,
        Guid? after,
        [Range(1, 200)] int? limit,
        FeedbackDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branch))
            return Refusal.NotFound.AsProblem();

        return TypedResults.Ok(
            await db
                .SurveyInvitations.AsNoTracking()
                .Where(surveyInvitation =>
                    surveyInvitation.BranchId == branch
                    && (source == null || surveyInvitation.SourceId == source)
                    && (after == null || surveyInvitation.Id > after)
                )
                .OrderBy(surveyInvitation => surveyInvitation.Id)
                .Take(limit ?? 200)
                .Select(surveyInvitation => new Invitation(
                    surveyInvitation.Id,
                    surveyInvitation.ClientId,
                    surveyInvitation.VisitId,
                    surveyInvitation.EngagementId,
                    surveyInvitation.ServedAt,
                    db.SurveyAnswers.Any(answer => answer.InvitationId == surveyInvitation.Id),
                    surveyInvitation.State
                ))
                .ToArrayAsync(stop)
        );
    }

    /// <param name="after">The last id of the page before.</param>
    static async Task<Results<Ok<Answer[]>, ProblemHttpResult>> Answers(
        Guid branch,
        Guid? after,
        [Range(1, 200)] int? limit,
        FeedbackDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branch))
            return Refusal.NotFound.AsProblem();

        var answers = await db
            .SurveyAnswers.AsNoTracking()
            .Where(surveyAnswer => surveyAnswer.BranchId == branch && (after == null || surveyAnswer.Id > after))
            .OrderBy(surveyAnswer => surveyAnswer.Id)
            .Take(limit ?? 200)
            .ToListAsync(stop);
        return TypedResults.Ok(
            answers
                .Select(surveyAnswer => new Answer(
                    surveyAnswer.Id,
                    surveyAnswer.InvitationId,
                    surveyAnswer.Score,
                    RatingsOf(surveyAnswer),
                    surveyAnswer.IsLow,
                    surveyAnswer.AnsweredAt
                ))
                .ToArray()
        );
    }

    static async Task<Results<Ok<AnswerInWords>, ProblemHttpResult>> One(Guid answerId, FeedbackDb db, CancellationToken stop)
    {
        if (await db.SurveyAnswers.FindAsync([answerId], stop) is not { } surveyAnswer)
            return Refusal.NotFound.AsProblem();

        await db.Open([surveyAnswer], stop);
        db.NoteRead(nameof(SurveyAnswer), surveyAnswer.Id, surveyAnswer.BranchId, nameof(SurveyAnswer.Words));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(
            new AnswerInWords(
                surveyAnswer.Id,
                surveyAnswer.InvitationId,
                surveyAnswer.Score,
                RatingsOf(surveyAnswer),
                surveyAnswer.IsLow,
                surveyAnswer.Words?.Read(),
                surveyAnswer.AnsweredAt
            )
        );
    }

    static Rating[] RatingsOf(SurveyAnswer answer) => [.. answer.Ratings.Select(rated => new Rating(rated.EmployeeId, rated.Score))];
}
