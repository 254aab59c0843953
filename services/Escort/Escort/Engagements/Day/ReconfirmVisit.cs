using Clinic.Escort.Contracts;

namespace Clinic.Escort.Engagements.Day;

/// <summary>
/// The escort confirms time and place with the client a second time, a step of its own, not longer before than the branch
/// allows. Refused: too early, or a time or place that was not agreed, which only the lead can amend; no appointment any more, or one
/// outside the agreed service.
/// </summary>
public static class ReconfirmVisit
{
    public sealed record Request(DateTimeOffset StartsAt, [property: Text(200)] string Place);

    /// <summary>The handbook says before the service; A-08 reads it as within a day.</summary>
    internal static readonly Policy<int> Window = new(
        "escort.reconfirm.hoursBefore",
        24,
        1,
        168,
        "000 四(三)2 (R-025); default, unconfirmed (A-08)"
    );

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/reconfirmation", Handle)
            .Needs(Rights.Serve)
            .WithSummary("The escort confirms time and place a second time")
            .Refuses(
                EngagementRefusals.AnyOutOfOrder,
                EngagementRefusals.AppointmentMissing,
                EngagementRefusals.AppointmentElsewhen,
                EngagementRefusals.ReconfirmationDiffers,
                EngagementRefusals.ReconfirmedTooEarly,
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
        var said = request with { Place = request.Place.Normalized() };
        if (engagement.Confirmation.At is not null)
            return await db.PagesOf(engagement, PageKind.Reconfirmation).CheckRepeat(db, said, stop) is { } other
                ? other.AsProblem()
                : StepResult.Of(engagement, http.Response);

        await db.Open([engagement], stop);
        var now = clock.GetUtcNow();
        var before = TimeSpan.FromHours(policies.Value(Window, engagement.BranchId, now));
        var appointment = await db.Appointments.FindAsync([engagementId], stop);
        if (engagement.Reconfirm(said.StartsAt, said.Place, appointment, before, now) is { } refusal)
            return refusal.AsProblem();

        db.Add(FilePage.Of(engagement, PageKind.Reconfirmation, said, caller.PersonId, now));
        db.Publish(
            new EscortVisitReconfirmed(engagement.Id, engagement.BranchId, engagement.TimeAndPlace.StartsAt!.Value, now),
            engagement.Id
        );
        await db.SaveChangesAsync(stop);
        return StepResult.Of(engagement, http.Response);
    }
}
