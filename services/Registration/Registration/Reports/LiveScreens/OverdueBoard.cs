using Clinic.Registration.Visits;
using Clinic.Registration.Visits.Waiting;

namespace Clinic.Registration.Reports.LiveScreens;

/// <summary>What is overdue.</summary>
public enum OverdueKind
{
    Greeting,
    HandOff,
    Pickup,
    Waiting,
    Away,
}

/// <summary>
/// What somebody has to see to now: nobody greeted, took over, collected, comforted, or the client is out of sight. The longest first.
/// </summary>
public static class OverdueBoard
{
    /// <param name="Id">The arrival, and so the visit; of a hand-off its own.</param>
    /// <param name="Who">Whose it is: the doctor, or whoever asked for a hand-over.</param>
    public sealed record Line(OverdueKind Kind, Guid Id, string? Ticket, [Employee] Guid? Who, DateTimeOffset Since);

    const int Most = 200;

    internal static async Task<IReadOnlyList<Line>> Now(
        RegistrationDb db,
        Guid branch,
        DateOnly day,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        List<Line> lines = [];
        foreach (
            var arrival in await db
                .Arrivals.AsNoTracking()
                .Where(candidate => candidate.BranchId == branch && candidate.Day == day && candidate.GreetedAt == null)
                .Take(Most)
                .ToListAsync(stop)
        )
        {
            if (arrival.GreetingDueAt < now && !arrival.EnteredAfterwards)
                lines.Add(new(OverdueKind.Greeting, arrival.Id, null, arrival.RecordedBy, arrival.GreetingDueAt));
        }
        foreach (
            var handOff in await db
                .HandOffs.AsNoTracking()
                .Where(off => off.BranchId == branch && off.AcceptedAt == null && off.DueAt < now)
                .Take(Most)
                .ToListAsync(stop)
        )
            lines.Add(new(OverdueKind.HandOff, handOff.Id, null, handOff.RequestedBy, handOff.DueAt));
        foreach (var visit in await WaitingQueue.InOrder(db, branch, day).Take(Most).ToListAsync(stop))
        {
            if (visit is { State: VisitState.DoctorNotified, Pickup.DueAt: { } due } && due < now)
                lines.Add(new(OverdueKind.Pickup, visit.Id, visit.Ticket, visit.DoctorId, due));
            if (visit.Waiting is { TooLong: true, Since: { } since } && !(visit.Waiting.ComfortedAt > since))
                lines.Add(new(OverdueKind.Waiting, visit.Id, visit.Ticket, visit.DoctorId, since));
            if (visit.Waiting.AwaySince is { } away)
                lines.Add(new(OverdueKind.Away, visit.Id, visit.Ticket, visit.DoctorId, away));
        }
        return [.. lines.OrderBy(line => line.Since).ThenBy(line => line.Id).Take(Most)];
    }
}
