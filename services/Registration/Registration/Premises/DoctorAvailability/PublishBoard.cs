using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Staff;

namespace Clinic.Registration.Premises.DoctorAvailability;

/// <summary>
/// Triage on the ground floor merges the floors' reports into the list that triage goes by (WF-08 4) and publishes it to the branch
/// (WF-08 5, R-261): <c>DoctorStatusPublished</c>. Each once; refused while a floor is silent, and before the merging.
/// </summary>
public static class PublishBoard
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    internal static void Map(RouteGroupBuilder boards)
    {
        boards
            .MapPost("{boardId:guid}/merge", Merge)
            .Needs(Rights.PublishBoard)
            .WithSummary("Merges the floors' reports")
            .Refuses(PremisesRefusals.BoardMerged, PremisesRefusals.FloorsNotReported, PremisesRefusals.DoctorHasNoDepartment);
        boards
            .MapPost("{boardId:guid}/publication", Publish)
            .Needs(Rights.PublishBoard)
            .WithSummary("Publishes the board to the branch")
            .Refuses(PremisesRefusals.BoardNotMerged);
    }

    static async Task<Results<Ok<GetStatusBoard.Response>, ProblemHttpResult>> Merge(
        Guid boardId,
        Request _,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (await db.StatusBoards.FindAsync([boardId], stop) is not { } board)
            return Refusal.NotFound.AsProblem();
        if (board.MergedAt is null)
        {
            if (board.Merge((await db.FloorsSilent(boardId, stop)).Count == 0, caller.PersonId, clock.GetUtcNow()) is { } refusal)
                return refusal.AsProblem();

            var seen = await db
                .BoardLines.AsNoTracking()
                .Where(line => line.BoardId == boardId)
                .ToDictionaryAsync(line => line.DoctorId, line => line.Seen, stop);
            foreach (
                var doctor in await db
                    .Doctors.Where(doctor => seen.Keys.Contains(doctor.Id) && doctor.DepartmentId != null)
                    .ToListAsync(stop)
            )
                doctor.Say(seen[doctor.Id]!.Value);
            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(await GetStatusBoard.Answer(board, db, stop));
    }

    static async Task<Results<Ok<GetStatusBoard.Response>, ProblemHttpResult>> Publish(
        Guid boardId,
        Request _,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (await db.StatusBoards.FindAsync([boardId], stop) is not { } board)
            return Refusal.NotFound.AsProblem();
        if (board.PublishedAt is null)
        {
            var now = clock.GetUtcNow();
            if (board.Publish(caller.PersonId, now) is { } refusal)
                return refusal.AsProblem();

            if (now > board.DueAt)
                StatusBoard.PublishMissing(db, board, [], now);
            await db.CancelDeadlines(BoardOfDay.MissingClock, board.Id, stop);
            await BoardWork.Publish(db, board, await db.ReadersOfBoard(board.BranchId, stop), stop);
            var doctors = await db
                .BoardLines.AsNoTracking()
                .Where(line => line.BoardId == boardId)
                .OrderBy(line => line.DoctorId)
                .Join(db.Doctors, line => line.DoctorId, doctor => doctor.Id, (_, doctor) => new { doctor.Id, doctor.Status })
                .ToListAsync(stop);
            db.Publish(
                new DoctorStatusPublished(
                    board.Id,
                    board.BranchId,
                    board.Day,
                    [.. doctors.Select(row => new DoctorOnBoard(row.Id, row.Status.ToString()))],
                    now
                ),
                board.Id
            );
            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(await GetStatusBoard.Answer(board, db, stop));
    }
}
