namespace Clinic.Feedback.Surveys;

/// <summary>
/// The agent gets the single-use link of an invitation, to send to the client; its secret is answered once and never again. A new link ends
/// the one before. Refused once the invitation is answered, after its visit was voided, and while the client wants no contact (AC-19).
/// </summary>
public static class MakeLink
{
    /// <summary>There is nothing to say but that it is wanted.</summary>
    public sealed record Request;

    public sealed record Response(string Token, DateTimeOffset ExpiresAt);

    internal static void Map(RouteGroupBuilder invitations) =>
        invitations
            .MapPost("{invitationId:guid}/link", Handle)
            .Needs(Rights.SendSurveys)
            .WithSummary("Makes the single-use link of an invitation; shown once")
            .Refuses(SurveyRefusals.InvitationAnswered, SurveyRefusals.InvitationWithdrawn, SurveyRefusals.SurveyNotWanted);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid invitationId,
        Request _,
        HttpContext http,
        FeedbackDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockSubject(invitationId, stop);
        if (await db.SurveyInvitations.FindAsync([invitationId], stop) is not { } invitation)
            return Refusal.NotFound.AsProblem();
        if (await db.SurveyAnswers.AnyAsync(answer => answer.InvitationId == invitationId, stop))
            return SurveyRefusals.InvitationAnswered.AsProblem();
        if (invitation.CheckLink() is { } refusal)
            return refusal.AsProblem();

        var now = clock.GetUtcNow();
        foreach (
            var older in await db
                .SurveyLinks.Where(surveyLink => surveyLink.InvitationId == invitationId && surveyLink.EndedAt == null)
                .ToListAsync(stop)
        )
            older.End(now);
        // The old link is ended before the new one is there: two open ones are a broken constraint.
        await db.SaveChangesAsync(stop);
        var secret = SurveyLink.NewSecret();
        SurveyLink link = new()
        {
            Id = Guid.CreateVersion7(now),
            InvitationId = invitation.Id,
            BranchId = invitation.BranchId,
            SecretHash = SurveyLink.HashOf(secret),
            MadeAt = now,
            MadeBy = caller.PersonId,
            ExpiresAt = now.AddDays(policies.Value(SurveyLink.Days, invitation.BranchId, now)),
        };
        db.Add(link);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Response(secret, link.ExpiresAt));
    }
}
