using Clinic.Registration.Premises.Branches;
using Clinic.Registration.Premises.Directory;

namespace Clinic.Registration.Premises.DoctorAvailability;

/// <summary>
/// Staff see the board of a clinic day: each floor's report, each doctor as expected and as seen, what changed after publishing, and who
/// has read it. Without a day, today's.
/// </summary>
public static class GetStatusBoard
{
    public sealed record Floor([Place] Guid FloorId, DateTimeOffset? CheckedAt, DateTimeOffset? ReportedAt);

    public sealed record Line([Employee] Guid DoctorId, [Place] Guid FloorId, DoctorStatus Expected, DoctorStatus? Seen);

    public sealed record Change([Employee] Guid DoctorId, DoctorStatus Old, DoctorStatus New, string Reason, DateTimeOffset At);

    public sealed record Response(
        Guid Id,
        [Place] Guid BranchId,
        DateOnly Day,
        BoardState Status,
        DateTimeOffset DueAt,
        bool WasMissing,
        DateTimeOffset? MergedAt,
        DateTimeOffset? PublishedAt,
        IReadOnlyList<Floor> Floors,
        IReadOnlyList<Line> Doctors,
        IReadOnlyList<Change> Changes,
        [Employee] IReadOnlyList<Guid> ReadBy
    );

    internal static void Map(RouteGroupBuilder boards) =>
        boards.MapGet("", Handle).Needs(Rights.ReadDirectory).WithSummary("The doctor status board of a day");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid branch,
        DateOnly? day,
        RegistrationDb db,
        Caller caller,
        ClinicDays days,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branch) || await days.DayOf(branch, clock.GetUtcNow(), db, stop) is not { } today)
            return Refusal.NotFound.AsProblem();
        var wanted = day ?? today;
        return
            await db
                .StatusBoards.AsNoTracking()
                .FirstOrDefaultAsync(statusBoard => statusBoard.BranchId == branch && statusBoard.Day == wanted, stop)
                is { } board
            ? TypedResults.Ok(await Answer(board, db, stop))
            : Refusal.NotFound.AsProblem();
    }

    internal static async Task<Response> Answer(StatusBoard board, RegistrationDb db, CancellationToken stop) =>
        new(
            board.Id,
            board.BranchId,
            board.Day,
            board.State,
            board.DueAt,
            board.WasMissing,
            board.MergedAt,
            board.PublishedAt,
            await db
                .FloorReports.AsNoTracking()
                .Where(floorReport => floorReport.BoardId == board.Id)
                .OrderBy(floorReport => floorReport.FloorId)
                .Select(floorReport => new Floor(floorReport.FloorId, floorReport.CheckedAt, floorReport.ReportedAt))
                .ToListAsync(stop),
            await db
                .BoardLines.AsNoTracking()
                .Where(boardLine => boardLine.BoardId == board.Id)
                .OrderBy(boardLine => boardLine.FloorId)
                .ThenBy(boardLine => boardLine.DoctorId)
                .Select(boardLine => new Line(boardLine.DoctorId, boardLine.FloorId, boardLine.Expected, boardLine.Seen))
                .ToListAsync(stop),
            await db
                .BoardChanges.AsNoTracking()
                .Where(boardChange => boardChange.BoardId == board.Id)
                .OrderBy(boardChange => boardChange.At)
                .Select(boardChange => new Change(
                    boardChange.DoctorId,
                    boardChange.Old,
                    boardChange.New,
                    boardChange.Reason,
                    boardChange.At
                ))
                .ToListAsync(stop),
            await db
                .BoardReadings.AsNoTracking()
                .Where(boardReading => boardReading.BoardId == board.Id)
                .OrderBy(boardReading => boardReading.At)
                .Select(boardReading => boardReading.EmployeeId)
                .ToListAsync(stop)
        );
}
