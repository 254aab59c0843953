using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Visits.Waiting;

/// <summary>
/// Who waits today, in the order in which they are seen: by appointment, else by registration, unless a reason is on record.
/// Of one doctor, or all.
/// </summary>
public static class WaitingQueue
{
    /// <param name="Jumps">How often a place was changed for a reason.</param>
    /// <param name="ClientName">Masked.</param>
    public sealed record Line(
        Guid VisitId,
        string Ticket,
        VisitType Type,
        VisitState Status,
        [Place] Guid? DepartmentId,
        [Employee] Guid? DoctorId,
        DateTimeOffset QueueAt,
        bool Booked,
        WaitingPlace? Place,
        int Jumps,
        Guid ClientId,
        string? ClientName
    );

    const int Most = 200;

    internal static void Map(RouteGroupBuilder visits) =>
        visits.MapGet("waiting", Handle).Needs(Rights.ReadVisits).WithSummary("Who waits, in the order in which they are seen");

    static async Task<Results<Ok<Line[]>, ProblemHttpResult>> Handle(
        Guid branch,
        Guid? doctor,
        [Range(1, Most)] int? limit,
        RegistrationDb db,
        Caller caller,
        ClinicDays days,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branch) || await days.DayOf(branch, clock.GetUtcNow(), db, stop) is not { } today)
            return Refusal.NotFound.AsProblem();

        var waiting = await InOrder(db, branch, today)
            .Where(visit => doctor == null || visit.DoctorId == doctor)
            .Take(limit ?? Most)
            .Select(visit => new
            {
                Visit = visit,
                Jumps = db.QueueJumps.Count(jump => jump.VisitId == visit.Id),
                Name = db.Clients.Where(client => client.Id == visit.ClientId).Select(client => client.Name).FirstOrDefault(),
            })
            .ToListAsync(stop);
        await db.NoteNamesRead("waiting", branch, waiting.Select(row => row.Name), stop);
        return TypedResults.Ok(
            waiting
                .Select(row => new Line(
                    row.Visit.Id,
                    row.Visit.Ticket,
                    row.Visit.Type,
                    row.Visit.State,
                    row.Visit.DepartmentId,
                    row.Visit.DoctorId,
                    row.Visit.Way.QueueAt,
                    row.Visit.AppointmentId is not null,
                    row.Visit.Waiting.Place,
                    row.Jumps,
                    row.Visit.ClientId,
                    MaskedName.OrNothing(row.Name)
                ))
                .ToArray()
        );
    }

    /// <summary>The uncollected visits of a clinic day, first to last.</summary>
    internal static IQueryable<Visit> InOrder(RegistrationDb db, Guid branch, DateOnly day) =>
        db
            .Visits.AsNoTracking()
            .Where(visit => visit.BranchId == branch && visit.Day == day && visit.ClosedAt == null && visit.Pickup.CollectedAt == null)
            .OrderBy(visit => visit.Way.QueueAt)
            .ThenBy(visit => visit.TicketNumber);
}
