namespace Clinic.Registration.Premises.Rosters;

/// <summary>
/// The guides' supervisor publishes a roster (WF-52 2), based on the version read (If-Match): from now on doctors are booked within their
/// shifts, and the posts are looked at (WF-52 3). Gaps do not refuse it; they are listed and said. Once. Refused when somebody on it is
/// away meanwhile.
/// </summary>
public static class PublishRoster
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    internal static void Map(RouteGroupBuilder rosters) =>
        rosters
            .MapPost("{rosterId:guid}/publication", Handle)
            .Needs(Rights.WriteRosters)
            .WithSummary("Publishes a roster and looks for empty posts (If-Match)")
            .NeedsIfMatch()
            .Refuses(PremisesRefusals.ShiftTurned, PremisesRefusals.NotForThisPost, PremisesRefusals.NotAFloor, PremisesRefusals.AwayThen);

    static async Task<Results<Ok<GetRoster.Response>, ProblemHttpResult>> Handle(
        Guid rosterId,
        Request _,
        HttpContext http,
        RegistrationDb db,
        Caller caller,
        Coverage coverage,
        GetRoster reader,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockSubject(rosterId, stop);
        if (await db.Rosters.FindAsync([rosterId], stop) is not { } roster)
            return Refusal.NotFound.AsProblem();
        if (roster.PublishedAt is null)
        {
            if (IfMatch.Check(http.Request, roster) is { } stale)
                return stale.AsProblem();
            var shifts = await db.Shifts.AsNoTracking().Where(shift => shift.RosterId == rosterId).ToListAsync(stop);
            if (await DraftRoster.CheckShifts(shifts, roster.BranchId, db, stop) is { } wrong)
                return wrong.AsProblem();

            roster.Publish(caller.PersonId, clock.GetUtcNow());
            await coverage.Check(roster, shifts, null, stop);
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        return TypedResults.Ok(await reader.Answer(roster, http, stop));
    }
}
