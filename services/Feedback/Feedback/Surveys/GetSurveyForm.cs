namespace Clinic.Feedback.Surveys;

/// <summary>
/// A client who holds a link sees where it was and whom to rate, by the names of the clinic and of those who served, and no other name. A
/// reading that is asked by POST, so that the secret stands in no address and no log; the link stays usable. Refused: unknown (404), used,
/// expired.
/// </summary>
public static class GetSurveyForm
{
    public const string SecretPattern = "[A-Za-z0-9_-]{43}";

    public sealed record Request([property: Form(SecretPattern, "the 43 characters of the link")] string Token);

    /// <param name="BranchId">Where the client was served; of an accompanied visit, whose escort came along.</param>
    public sealed record Response(
        Guid? VisitId,
        Guid? EngagementId,
        DateTimeOffset ServedAt,
        IReadOnlyList<ToRate> ToRate,
        [Place] Guid BranchId
    );

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/survey-forms", Handle)
            .OpenToAnyone("Clients have no account; the secret of a link is asked for.")
            .WithTags("Surveys")
            .WithSummary("What a link asks about")
            .Refuses(SurveyRefusals.LinkUnknown, SurveyRefusals.LinkUsed, SurveyRefusals.LinkExpired);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        FeedbackDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var (invitation, refusal) = await SurveyLink.OpenAsSystem(request.Token, "POST /survey-forms", db, caller, clock.GetUtcNow(), stop);
        return refusal is not null
            ? refusal.AsProblem()
            : TypedResults.Ok(
                new Response(invitation!.VisitId, invitation.EngagementId, invitation.ServedAt, invitation.ToRate, invitation.BranchId)
            );
    }
}
