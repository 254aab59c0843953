using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Premises.Rosters;

/// <summary>
/// The guides' supervisor puts somebody at a post that is empty (WF-52 4). The same body again answers the same. Refused: a roster that is
/// not published, somebody who does not work at the branch, is away or at another post then.
/// </summary>
public static class ReplaceAtPost
{
    public sealed record Request([property: GivenId] Guid Id, DraftRoster.Duty Duty);

    internal static void Map(RouteGroupBuilder rosters) =>
        rosters
            .MapPost("{rosterId:guid}/replacements", Handle)
            .Needs(Rights.WriteRosters)
            .WithSummary("Puts somebody at an empty post")
            .Refuses(
                PremisesRefusals.ShiftsOverlap,
                PremisesRefusals.RosterNotPublished,
                PremisesRefusals.ShiftTurned,
                PremisesRefusals.NotForThisPost,
                PremisesRefusals.NotAFloor,
                PremisesRefusals.AwayThen,
                Refusal.IdTaken
            );

    static async Task<Results<Ok<GetRoster.Response>, ProblemHttpResult>> Handle(
        Guid rosterId,
        Request request,
        HttpContext http,
        RegistrationDb db,
        ClinicDays days,
        Coverage coverage,
        PolicyBook policies,
        GetRoster reader,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockSubject(rosterId, stop);
        if (await db.Rosters.FindAsync([rosterId], stop) is not { } roster)
            return Refusal.NotFound.AsProblem();
        if (policies.IsTurned(request.Duty, roster.BranchId, clock.GetUtcNow()))
            return PremisesRefusals.ShiftTurned.AsProblem();
        var shift = await DraftRoster.ShiftOf(
            request.Id,
            request.Duty,
            rosterId,
            roster.BranchId,
            roster.Day,
            isReplacement: true,
            days,
            db,
            stop
        );
        var shifts = await db.Shifts.AsNoTracking().Where(candidate => candidate.RosterId == rosterId).ToListAsync(stop);
        if (shifts.Find(candidate => candidate.Id == request.Id) is { } known)
        {
            return
                (known.EmployeeId, known.Post, known.FloorId, known.StartsAt, known.EndsAt)
                == (shift.EmployeeId, shift.Post, shift.FloorId, shift.StartsAt, shift.EndsAt)
                ? TypedResults.Ok(await reader.Answer(roster, http, stop))
                : Refusal.IdTaken.AsProblem();
        }
        if ((roster.Replace() ?? await DraftRoster.CheckShifts([shift], roster.BranchId, db, stop)) is { } refusal)
            return refusal.AsProblem();

        db.Add(shift);
        await coverage.Check(roster, [.. shifts, shift], shift.EmployeeId, stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Ok(await reader.Answer(roster, http, stop));
    }
}
