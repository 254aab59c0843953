using Clinic.Registration.Premises.Directory;

namespace Clinic.Registration.Premises.DoctorAvailability;

/// <summary>
/// The floor's desk saw each doctor of the floor with own eyes (WF-08 2, R-303) and then reports to the ground floor (WF-08 3). Checking
/// again
/// before the report corrects it. Refused: doctors left out or of another floor, a report without a check, a check after the report.
/// </summary>
public static class CheckFloor
{
    public sealed record Sight([property: GivenId] Guid DoctorId, DoctorStatus Status);

    public sealed record Request([property: Required, MaxLength(200)] IReadOnlyList<Sight> Doctors);

    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Report;

    internal static void Map(RouteGroupBuilder boards)
    {
        boards
            .MapPut("{boardId:guid}/floors/{floorId:guid}", Check)
            .Needs(Rights.CheckBoard)
            .WithSummary("The floor's doctors as seen")
            .Refuses(PremisesRefusals.DoctorsOfFloor, PremisesRefusals.FloorReported);
        boards
            .MapPost("{boardId:guid}/floors/{floorId:guid}/report", Tell)
            .Needs(Rights.CheckBoard)
            .WithSummary("Reports the floor to the ground floor")
            .Refuses(PremisesRefusals.FloorNotChecked);
    }

    static async Task<Results<Ok<GetStatusBoard.Response>, ProblemHttpResult>> Check(
        Guid boardId,
        Guid floorId,
        Request request,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var board = await db.StatusBoards.FindAsync([boardId], stop);
        var floor = await db.FloorReports.FindAsync([boardId, floorId], stop);
        if (board is null || floor is null)
            return Refusal.NotFound.AsProblem();
        var lines = await db.BoardLines.Where(line => line.BoardId == boardId && line.FloorId == floorId).ToListAsync(stop);
        var seen = request.Doctors.DistinctBy(sight => sight.DoctorId).ToDictionary(sight => sight.DoctorId, sight => sight.Status);
        if (seen.Count != request.Doctors.Count || !lines.Select(line => line.DoctorId).ToHashSet().SetEquals(seen.Keys))
            return PremisesRefusals.DoctorsOfFloor.AsProblem();
        if (floor.CheckedAt is null || lines.Exists(line => line.Seen != seen[line.DoctorId]))
        {
            if (floor.Check(caller.PersonId, clock.GetUtcNow()) is { } refusal)
                return refusal.AsProblem();

            foreach (var line in lines)
                line.See(seen[line.DoctorId]);
            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(await GetStatusBoard.Answer(board, db, stop));
    }

    static async Task<Results<Ok<GetStatusBoard.Response>, ProblemHttpResult>> Tell(
        Guid boardId,
        Guid floorId,
        Report _,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var board = await db.StatusBoards.FindAsync([boardId], stop);
        var floor = await db.FloorReports.FindAsync([boardId, floorId], stop);
        if (board is null || floor is null)
            return Refusal.NotFound.AsProblem();
        if (floor.ReportedAt is null)
        {
            if (floor.Report(caller.PersonId, clock.GetUtcNow()) is { } refusal)
                return refusal.AsProblem();

            await db.SettleWork(BoardWork.Floor, boardId, stop, floorId);
            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(await GetStatusBoard.Answer(board, db, stop));
    }
}
