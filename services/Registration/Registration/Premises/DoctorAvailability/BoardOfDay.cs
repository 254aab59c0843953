using Clinic.Registration.Premises.Branches;
using Clinic.Registration.Premises.Directory;
using Clinic.Registration.Premises.Rosters;

namespace Clinic.Registration.Premises.DoctorAvailability;

/// <summary>
/// Makes each clinic day's board of a branch, once: in the morning by itself, or when somebody asks for it earlier (WF-08 1).
/// </summary>
sealed class BoardOfDay(RegistrationDb db, ClinicDays days, PolicyBook policies)
{
    public const string MorningClock = "status-board-morning",
        MissingClock = "status-board-missing";

    static readonly Policy<TimeOnly> PrefillAt =
            new("doctorStatus.prefillAt", new(6, 0), TimeOnly.MinValue, new(23, 59), "default, unconfirmed"),
        PublishBy = new("doctorStatus.publishBy", new(8, 30), TimeOnly.MinValue, new(23, 59), "004 2.2 (R-261); default, unconfirmed");

    /// <summary>The day's board, prefilled now when there is none yet. Nobody else makes it meanwhile.</summary>
    public async Task<StatusBoard> GetOrCreateBoard(Guid branch, DateOnly day, DateTimeOffset now, CancellationToken stop)
    {
        await db.LockSubject(branch, stop);
        if (
            await db.StatusBoards.FirstOrDefaultAsync(statusBoard => statusBoard.BranchId == branch && statusBoard.Day == day, stop) is
            { } known
        )
            return known;

        var due = await days.InstantOf(branch, day, policies.Value(PublishBy, branch, now), db, stop);
        StatusBoard board = new()
        {
            Id = Guid.CreateVersion7(now),
            BranchId = branch,
            Day = day,
            PrefilledAt = now,
            DueAt = due,
        };
        db.Add(board);
        var places = await db
            .Places.AsNoTracking()
            .Where(place => place.BranchId == branch && place.Kind == PlaceKind.Floor && place.ClosedAt == null)
            .ToListAsync(stop);
        var ground = places.Find(place => place.IsGround)?.Id ?? branch;
        var floors = places.Select(place => place.Id).Append(ground).Distinct().ToList();
        foreach (var floor in floors)
            db.Add(
                new FloorReport
                {
                    BoardId = board.Id,
                    FloorId = floor,
                    BranchId = branch,
                }
            );

        var doctors = await (
            from doctor in db.Doctors
            join member in db.Staff on doctor.Id equals member.Id
            join department in db.Departments on doctor.DepartmentId equals department.Id
            where doctor.BranchId == branch && !member.HasLeft
            select new { doctor.Id, department.FloorId }
        ).ToListAsync(stop);
        var hours = await days.HoursOf(branch, policies, db, stop);
        var open = hours.Of(day);
        var (opens, closes) = open is [var first, ..] ? (first.From, open[^1].To) : (hours.StartOf(day), hours.StartOf(day.AddDays(1)));
        var duty = await OnDuty.Of(db, branch, [day], [.. doctors.Select(row => row.Id)], opens, closes, stop);
        foreach (var doctor in doctors)
        {
            db.Add(
                new BoardLine
                {
                    BoardId = board.Id,
                    DoctorId = doctor.Id,
                    BranchId = branch,
                    Expected = open.Count == 0 ? DoctorStatus.OffDuty : duty.Expected(doctor.Id, day, opens, closes),
                    FloorId = doctor.FloorId is { } floor && places.Exists(place => place.Id == floor) ? floor : ground,
                }
            );
        }
        if (doctors.Count == 0 || open.Count == 0)
            return board;
        if (due > now)
            db.ScheduleDeadline(MissingClock, board.Id, branch, due);
        BoardWork.Begin(db, board, floors);
        return board;
    }

    /// <summary>The first morning of a branch that is opened with this save, and of which nothing can be read yet.</summary>
    public void AwaitFirstMorning(Guid branch, TimeZoneInfo zone, DateTimeOffset now)
    {
        var tomorrow = WallClock.DayOf(zone, now).AddDays(1);
        var at = WallClock.InstantOf(zone, tomorrow.ToDateTime(policies.Value(PrefillAt, branch, now)));
        db.ScheduleDeadline(MorningClock, branch, branch, at, rung: tomorrow.DayNumber);
    }

    /// <summary>The next morning of a branch.</summary>
    public async Task AwaitMorning(Guid branch, DateTimeOffset now, CancellationToken stop)
    {
        var day = (await days.DayOf(branch, now, db, stop))!.Value;
        var at = policies.Value(PrefillAt, branch, now);
        if (await days.InstantOf(branch, day, at, db, stop) <= now)
            day = day.AddDays(1);
        db.ScheduleDeadline(MorningClock, branch, branch, await days.InstantOf(branch, day, at, db, stop), rung: day.DayNumber);
    }
}

/// <summary>
/// Rings every morning: the day's board is prefilled unless the branch is closed that day, and the next morning awaited. Mornings nobody
/// was up for are not made up for.
/// </summary>
[DeadlineKind(BoardOfDay.MorningClock), ActsAs("status-board", "directory.read")]
sealed class PrefillBoardWhenMorningComes(BoardOfDay boards, RegistrationDb db, ClinicDays days, PolicyBook policies, TimeProvider clock)
    : IDeadlineHandler
{
    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (await days.DayOf(deadline.SubjectId, now, db, stop) is not { } today)
            return;
        if ((await days.HoursOf(deadline.SubjectId, policies, db, stop)).Of(today).Count > 0)
            await boards.GetOrCreateBoard(deadline.SubjectId, today, now, stop);
        await boards.AwaitMorning(deadline.SubjectId, now, stop);
    }
}

/// <summary>Rings when the board should be there: one that was published by then is left alone.</summary>
[DeadlineKind(BoardOfDay.MissingClock), ActsAs("status-board", "directory.read")]
sealed class SayMissingWhenNobodyPublishes(RegistrationDb db, TimeProvider clock) : IDeadlineHandler
{
    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        if (await db.StatusBoards.FindAsync([deadline.SubjectId], stop) is { } board)
            StatusBoard.PublishMissing(db, board, await db.FloorsSilent(board.Id, stop), clock.GetUtcNow());
    }
}

static class Floors
{
    /// <summary>The floors that have not reported to the ground floor.</summary>
    public static Task<List<Guid>> FloorsSilent(this RegistrationDb db, Guid board, CancellationToken stop) =>
        db
            .FloorReports.Where(floor => floor.BoardId == board && floor.ReportedAt == null)
            .OrderBy(floor => floor.FloorId)
            .Select(floor => floor.FloorId)
            .ToListAsync(stop);
}
