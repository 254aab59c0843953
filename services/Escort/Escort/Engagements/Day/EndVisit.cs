using Clinic.Escort.Contracts;

namespace Clinic.Escort.Engagements.Day;

/// <summary>
/// The service ended with the papers in order and the next cautions explained. The hours for the report begin, and the
/// first accompanied visit of a referred client converts the referral. Refused while either is missing.
/// </summary>
public static class EndVisit
{
    public sealed record Request(bool DocumentsInOrder, bool CautionsExplained, [property: Text(1000, Lines = true)] string Cautions);

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/end", Handle)
            .Needs(Rights.Serve)
            .WithSummary("The service ended; starts the report clock")
            .Refuses(EngagementRefusals.AnyOutOfOrder, EngagementRefusals.ClosingIncomplete, Refusal.AlreadyRecorded);

    static async Task<Results<Ok<StepResult>, ProblemHttpResult>> Handle(
        Guid engagementId,
        Request request,
        HttpContext http,
        EscortDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var engagement = await db.Own(engagementId, caller, stop);
        if (engagement is null)
            return Refusal.NotFound.AsProblem();
        var said = request with { Cautions = request.Cautions.Normalized() };
        if (engagement.Day.EndedAt is not null)
            return await db.PagesOf(engagement, PageKind.Closing).CheckRepeat(said, stop) is { } other
                ? other.AsProblem()
                : StepResult.Of(engagement, http.Response);

        var now = clock.GetUtcNow();
        var within = TimeSpan.FromHours(policies.Value(ReportClock.DueHours, engagement.BranchId, now));
        if (engagement.End(said.DocumentsInOrder, said.CautionsExplained, within, now) is { } refusal)
            return refusal.AsProblem();

        db.Add(FilePage.Of(engagement, PageKind.Closing, said, caller.PersonId, now));
        ReportClock.Start(db, engagement);
        await PublishEnd(engagement, db, now, stop);
        await db.SaveChangesAsync(stop);
        return StepResult.Of(engagement, http.Response);
    }

    static async Task PublishEnd(Engagement engagement, EscortDb db, DateTimeOffset now, CancellationToken stop)
    {
        var (escort, client) = (engagement.EscortId!.Value, engagement.ClientId!.Value);
        db.Publish(
            new EscortVisitCompleted(
                engagement.Id,
                engagement.BranchId,
                escort,
                client,
                engagement.Day.StartedAt!.Value,
                now,
                engagement.Day.MinutesLate!.Value,
                engagement.Agreement.HighDifficulty
            ),
            engagement.Id
        );
        if (
            await db.Referrals.FirstOrDefaultAsync(candidate => candidate.ClientId == client, stop) is { } referral
            && referral.Convert(now)
        )
            db.Publish(
                new ReferralConverted(referral.Id, engagement.Id, engagement.BranchId, referral.ReferrerId, client, now),
                engagement.Id
            );
    }
}
