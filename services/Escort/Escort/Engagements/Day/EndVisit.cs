using Clinic.Escort.Clients;
using Clinic.Escort.Contracts;

namespace Clinic.Escort.Engagements.Day;

/// <summary>
/// The service ended with the papers in order and the next cautions explained. The hours for the report begin, and the
/// first accompanied visit of a referred client converts the referral. Refused while either is missing, and while the clinic still
/// sees the client unless it is said why the service ends before.
/// </summary>
public static class EndVisit
{
    /// <param name="DocumentsInOrder">The client's papers were put in order.</param>
    /// <param name="CautionsExplained">What the client has to mind from now on was explained.</param>
    /// <param name="Cautions">What was explained.</param>
    /// <param name="VisitOpenBecause">Why the service ends while the clinic has not completed the client's visit.</param>
    public sealed record Request(
        bool DocumentsInOrder,
        bool CautionsExplained,
        [property: Text(1000, Lines = true)] string Cautions,
        [property: Text(500)] string? VisitOpenBecause = null
    );

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/end", Handle)
            .Needs(Rights.Serve)
            .WithSummary("The service ended; starts the report clock")
            .Refuses(
                EngagementRefusals.AnyOutOfOrder,
                EngagementRefusals.ClosingIncomplete,
                EngagementRefusals.ClinicVisitOpen,
                Refusal.AlreadyRecorded
            );

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
        var said = request with { Cautions = request.Cautions.Normalized(), VisitOpenBecause = request.VisitOpenBecause?.Normalized() };
        if (engagement.Day.EndedAt is not null)
            return await db.PagesOf(engagement, PageKind.Closing).CheckRepeat(db, said, stop) is { } other
                ? other.AsProblem()
                : StepResult.Of(engagement, http.Response);

        var now = clock.GetUtcNow();
        var within = TimeSpan.FromHours(policies.Value(ReportClock.DueHours, engagement.BranchId, now));
        if (engagement.End(said.DocumentsInOrder, said.CautionsExplained, within, now) is { } refusal)
            return refusal.AsProblem();
        if (said.VisitOpenBecause is null && await IsAtTheClinic(engagement, db, stop))
            return EngagementRefusals.ClinicVisitOpen.AsProblem();

        db.Add(FilePage.Of(engagement, PageKind.Closing, said, caller.PersonId, now));
        ReportClock.Start(db, engagement);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await PublishEnd(engagement, db, now, stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return StepResult.Of(engagement, http.Response);
    }

    static async Task<bool> IsAtTheClinic(Engagement engagement, EscortDb db, CancellationToken stop)
    {
        var steps = await db
            .Steps.AsNoTracking()
            .Where(step => step.EngagementId == engagement.Id && step.VisitCompletedAt != null)
            .Select(step => step.Kind)
            .ToListAsync(stop);
        return steps.Contains(ServiceStepKind.Registration) && !steps.Contains(ServiceStepKind.Consultation);
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
        // Whoever was brought under another id is the same client.
        var ids = (await db.IdsOfSamePerson(client, stop)).ConvertAll(knownClient => knownClient.Id);
        var referrals = await db
            .Referrals.Where(candidate => ids.Contains(candidate.ClientId))
            .OrderBy(candidate => candidate.AgreedAt)
            .ToListAsync(stop);
        if (referrals is [var referral, ..] && referrals.TrueForAll(candidate => candidate.ConvertedAt is null) && referral.Convert(now))
            db.Publish(
                new ReferralConverted(referral.Id, engagement.Id, engagement.BranchId, referral.ReferrerId, client, now),
                engagement.Id
            );
    }
}
