using Clinic.Registration.Appointments;
using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Directory;
using Clinic.Registration.Premises.DoctorAvailability;
using Clinic.Registration.Premises.Staff;
using Clinic.Registration.Visits;
using Clinic.Registration.Visits.Arrivals;

namespace Clinic.Registration.WholeRecord.Rounds;

/// <summary>
/// What an act or a clock asked for before there was a work list and nobody settled: doors, boards, excuses, comfort and clients to be
/// called back wait again, unless they would have lapsed (<see cref="LapseOldWork"/>). Only in the round after an upgrade; every other save
/// leaves them to their acts and clocks.
/// </summary>
static class WorkOfBefore
{
    /// <summary>The visits, arrivals, hand-offs and boards about which something may wait.</summary>
    public static IReadOnlyList<OpenNouns> Open(RegistrationDb db, DateTimeOffset now)
    {
        var (yesterday, lastWeek) = (now.AddDays(-1), now.AddDays(-7));
        var lastMonth = WallClock.DayOf(TimeZoneInfo.Utc, now.AddDays(-30));
        return
        [
            OpenNouns.Of(
                db.Visits.Where(visit =>
                    VisitStates.Waiting.Contains(visit.State)
                    || visit.State == VisitState.Treated
                    || visit.State == VisitState.PlanDeclined
                    || (visit.Pickup.Overdue && visit.Pickup.DueAt > lastWeek)
                    || visit.Treatment.ReturnDate >= lastMonth
                ),
                visit => visit.Id
            ),
            OpenNouns.Of(
                db.Arrivals.Where(arrival =>
                    (arrival.GreetedAt == null && arrival.ArrivedAt > yesterday) || (arrival.GreetingLate && arrival.ArrivedAt > lastWeek)
                ),
                arrival => arrival.Id
            ),
            OpenNouns.Of(db.HandOffs.Where(handOff => handOff.AcceptedAt == null && handOff.DueAt > yesterday), handOff => handOff.Id),
            OpenNouns.Of(db.StatusBoards.Where(board => board.DueAt > yesterday), board => board.Id, board => board.BranchId),
        ];
    }

    /// <summary>Says what of it waits.</summary>
    public static async Task Keep(RegistrationDb db, DateTimeOffset now, CancellationToken stop)
    {
        var (yesterday, lastWeek) = (now.AddDays(-1), now.AddDays(-7));
        foreach (var visit in db.Changing<Visit>().Where(visit => db.IsReconsidered(visit)))
        {
            await Comfort(db, visit, stop);
            if (visit.Pickup.Overdue && visit.Pickup.DueAt > lastWeek && await IsUnexcused(db, visit.Id, LateStep.Pickup, stop))
                db.AskPost(VisitWork.ExcusePickup, visit.Id, visit.BranchId);
            await CallBack(db, visit, stop);
        }
        foreach (var arrival in db.Changing<Arrival>().Where(arrival => db.IsReconsidered(arrival)))
        {
            if (arrival.GreetedAt is null && arrival.ArrivedAt > yesterday && await IsAtTheDoor(db, arrival, stop))
                db.AskPost(VisitWork.Greet, arrival.Id, arrival.BranchId, arrival.GreetingDueAt);
            if (arrival.GreetingLate && await IsUnexcused(db, arrival.Id, LateStep.Greeting, stop))
                db.AskPost(VisitWork.ExcuseGreeting, arrival.Id, arrival.BranchId);
        }
        foreach (var board in db.Changing<StatusBoard>().Where(board => db.IsReconsidered(board)))
            await Prepare(db, board, stop);
    }

    // Whose clock rang since somebody came last; due when it rang.
    static async Task Comfort(RegistrationDb db, Visit visit, CancellationToken stop)
    {
        if (visit is not { IsWaiting: true, Waiting.TooLong: true })
            return;
        var rangAt = await db.Set<TrailRow>()
            .Where(said => said.CaseId == visit.CaseId && said.Type == nameof(WaitingTooLong) && said.Subjects.Contains(visit.Id))
            .MaxAsync(said => (DateTimeOffset?)said.At, stop);
        if (rangAt is { } dueAt && !(visit.Waiting.ComfortedAt > dueAt))
            db.AskPost(VisitWork.Comfort, visit.Id, visit.BranchId, dueAt);
    }

    // Whoever was collected is greeted no more.
    static async Task<bool> IsAtTheDoor(RegistrationDb db, Arrival arrival, CancellationToken stop) =>
        await db.Visits.FindAsync([arrival.Id], stop) is null or { IsWaiting: true };

    static async Task<bool> IsUnexcused(RegistrationDb db, Guid id, LateStep step, CancellationToken stop) =>
        !await db.Excuses.AnyAsync(excuse => excuse.VisitId == id && excuse.Step == step, stop);

    // Whose return date was said to be near, and who neither came nor has an appointment since.
    static async Task CallBack(RegistrationDb db, Visit visit, CancellationToken stop)
    {
        if (visit is not { Treatment.ReturnDate: { } date, Voiding.At: null })
            return;
        var wasSaid = await db.Set<TrailRow>()
            .AnyAsync(said => said.CaseId == visit.CaseId && said.Type == nameof(ReturnVisitDue) && said.Subjects.Contains(visit.Id), stop);
        if (!wasSaid || await db.Branches.FindAsync([visit.BranchId], stop) is not { } branch)
            return;
        var cameBack = await db.Visits.AnyAsync(
            later => later.ClientId == visit.ClientId && later.CheckedInAt > visit.CheckedInAt && later.Voiding.At == null,
            stop
        );
        var isBooked = await db.Appointments.AnyAsync(
            kept => kept.ClientId == visit.ClientId && AppointmentStates.Expecting.Contains(kept.State),
            stop
        );
        if (!cameBack && !isBooked)
            db.AskPost(
                AppointmentWork.ComeBack,
                visit.ClientId,
                visit.BranchId,
                WallClock.StartOf(TimeZoneInfo.FindSystemTimeZoneById(branch.TimeZone), date),
                visit.Id
            );
    }

    // A board on which no doctor is expected, as on a closed day, waits for nobody.
    static async Task Prepare(RegistrationDb db, StatusBoard board, CancellationToken stop)
    {
        if (board.PublishedAt is null)
        {
            if (await db.BoardLines.AnyAsync(line => line.BoardId == board.Id && line.Expected != DoctorStatus.OffDuty, stop))
                BoardWork.Begin(db, board, await db.FloorsSilent(board.Id, stop));
            return;
        }
        var read = await db
            .BoardReadings.Where(reading => reading.BoardId == board.Id)
            .Select(reading => reading.EmployeeId)
            .ToListAsync(stop);
        await BoardWork.Publish(db, board, (await db.ReadersOfBoard(board.BranchId, stop)).Except(read), stop);
    }
}
