using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Branches;
using Clinic.Registration.Premises.Directory;

namespace Clinic.Registration.Premises.Rosters;

/// <summary>
/// The guides' supervisor writes down who is at which post of a branch on a day (WF-52 2), all of it at once; again while it is a draft,
/// based on the version read (If-Match). Saying the same changes nothing. Refused: somebody who does not work at the branch or is
/// away then, one person at two posts at once, a day that has a roster, a published one. A duty over midnight is of its first day.
/// </summary>
public static class DraftRoster
{
    /// <param name="From">By the clock on the branch's wall.</param>
    /// <param name="To">On the next day when it is before From.</param>
    public sealed record Duty(
        [property: GivenId] Guid EmployeeId,
        DutyPost Post,
        TimeOnly From,
        TimeOnly To,
        [property: GivenId] Guid? FloorId = null
    );

    public sealed record Request(
        [property: GivenId] Guid BranchId,
        DateOnly Day,
        [property: Required, MaxLength(300)] IReadOnlyList<Duty> Duties
    );

    internal static void Map(RouteGroupBuilder rosters) =>
        rosters
            .MapPut("{rosterId:guid}", Handle)
            .Needs(Rights.WriteRosters)
            .WithSummary("Writes the roster of a day down (If-Match once written)")
            .NeedsIfMatch()
            .Refuses(
                PremisesRefusals.ShiftsOverlap,
                PremisesRefusals.RosterDayImpossible,
                PremisesRefusals.ShiftTurned,
                PremisesRefusals.NotForThisPost,
                PremisesRefusals.NotAFloor,
                PremisesRefusals.AwayThen,
                PremisesRefusals.RosterPublished,
                PremisesRefusals.RosterOfDayTaken,
                Refusal.IdTaken
            );

    static async Task<Results<Ok<GetRoster.Response>, ProblemHttpResult>> Handle(
        Guid rosterId,
        Request request,
        HttpContext http,
        RegistrationDb db,
        Caller caller,
        ClinicDays days,
        PolicyBook policies,
        GetRoster reader,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(request.BranchId) || await days.DayOf(request.BranchId, clock.GetUtcNow(), db, stop) is not { } today)
            return Refusal.NotFound.AsProblem();
        if (request.Day < today || request.Day > today.AddDays(366))
            return PremisesRefusals.RosterDayImpossible.AsProblem();

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockSubject(rosterId, stop);
        var roster = await db.Rosters.FindAsync([rosterId], stop);
        if (roster is not null && (roster.BranchId, roster.Day) != (request.BranchId, request.Day))
            return Refusal.IdTaken.AsProblem();
        if (request.Duties.Any(duty => policies.IsTurned(duty, request.BranchId, clock.GetUtcNow())))
            return PremisesRefusals.ShiftTurned.AsProblem();
        List<Shift> shifts = [];
        foreach (var duty in request.Duties)
            shifts.Add(
                await ShiftOf(Guid.CreateVersion7(), duty, rosterId, request.BranchId, request.Day, isReplacement: false, days, db, stop)
            );
        var known = await db.Shifts.AsNoTracking().Where(shift => shift.RosterId == rosterId && !shift.IsReplacement).ToListAsync(stop);
        if (roster is null || !Said(known).SetEquals(Said(shifts)))
        {
            if (roster is not null && IfMatch.Check(http.Request, roster) is { } stale)
                return stale.AsProblem();
            if (roster is null)
                db.Add(
                    roster = new()
                    {
                        Id = rosterId,
                        BranchId = request.BranchId,
                        Day = request.Day,
                    }
                );
            if (await CheckShifts(shifts, request.BranchId, db, stop) is { } wrong)
                return wrong.AsProblem();
            if (roster.Write(caller.PersonId) is { } refusal)
                return refusal.AsProblem();

            // Before the new ones are written: the constraint on one person at a time looks at each row as it comes.
            await db.Shifts.Where(shift => shift.RosterId == rosterId).ExecuteDeleteAsync(stop);
            db.AddRange(shifts);
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        return TypedResults.Ok(await reader.Answer(roster, http, stop));
    }

    internal static async Task<Shift> ShiftOf(
        Guid id,
        Duty duty,
        Guid roster,
        Guid branch,
        DateOnly day,
        bool isReplacement,
        ClinicDays days,
        RegistrationDb db,
        CancellationToken stop
    ) =>
        new()
        {
            Id = id,
            RosterId = roster,
            BranchId = branch,
            Day = day,
            EmployeeId = duty.EmployeeId,
            Post = duty.Post,
            FloorId = duty.FloorId,
            IsReplacement = isReplacement,
            StartsAt = await days.InstantOf(branch, day, duty.From, db, stop),
            EndsAt = await days.InstantOf(branch, duty.To > duty.From ? day : day.AddDays(1), duty.To, db, stop),
        };

    /// <summary>What speaks against these shifts besides one person being twice at once, which the database holds.</summary>
    internal static async Task<Refusal?> CheckShifts(
        IReadOnlyCollection<Shift> shifts,
        Guid branch,
        RegistrationDb db,
        CancellationToken stop
    )
    {
        if (shifts.Any(shift => shift.EndsAt <= shift.StartsAt))
            return PremisesRefusals.ShiftTurned;
        var people = shifts.Select(shift => shift.EmployeeId).ToHashSet();
        var staff = await db
            .Staff.AsNoTracking()
            .Where(member => people.Contains(member.Id) && member.BranchId == branch && !member.HasLeft)
            .ToDictionaryAsync(member => member.Id, stop);
        if (
            shifts.Any(shift =>
                !staff.TryGetValue(shift.EmployeeId, out var member)
                || (shift.Post == DutyPost.Doctor && !member.Is(Payroll.Contracts.Post.Doctor, branch))
            )
        )
            return PremisesRefusals.NotForThisPost;
        var floors = shifts.Select(shift => shift.FloorId).OfType<Guid>().ToHashSet();
        if (
            await db.Places.CountAsync(
                place => floors.Contains(place.Id) && place.BranchId == branch && place.Kind == PlaceKind.Floor && place.ClosedAt == null,
                stop
            ) != floors.Count
        )
            return PremisesRefusals.NotAFloor;
        var absences = await db
            .Absences.AsNoTracking()
            .Where(absence => people.Contains(absence.EmployeeId) && absence.Stands)
            .ToListAsync(stop);
        return shifts.Any(shift =>
            absences.Exists(absence =>
                absence.EmployeeId == shift.EmployeeId && absence.StartsAt < shift.EndsAt && absence.EndsAt > shift.StartsAt
            )
        )
            ? PremisesRefusals.AwayThen
            : null;
    }

    static readonly Policy<int> LongestHours = new("roster.longestShiftHours", 16, 1, 23, "default, unconfirmed");

    /// <summary>A duty that ends when it begins, or is so long over midnight that its ends were given the wrong way round.</summary>
    internal static bool IsTurned(this PolicyBook policies, Duty duty, Guid branch, DateTimeOffset at) =>
        duty.From == duty.To || duty.To - duty.From > TimeSpan.FromHours(policies.Value(LongestHours, branch, at));

    static HashSet<(Guid, DutyPost, Guid?, DateTimeOffset, DateTimeOffset)> Said(IEnumerable<Shift> shifts) =>
        [.. shifts.Select(shift => (shift.EmployeeId, shift.Post, shift.FloorId, shift.StartsAt, shift.EndsAt))];
}
