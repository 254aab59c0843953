using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Visits;

/// <summary>The desk sees the visits of a clinic day by ticket, a page at a time; without a day, today's.</summary>
public static class ListVisits
{
    /// <param name="ClientName">Masked.</param>
    public sealed record Line(
        Guid Id,
        Guid ClientId,
        string Ticket,
        int Number,
        VisitType Type,
        VisitState Status,
        [Place] Guid? DepartmentId,
        [Employee] Guid? DoctorId,
        DateTimeOffset ArrivedAt,
        DateTimeOffset? PickupDueAt,
        bool PickupOverdue,
        string? ClientName
    );

    internal static void Map(RouteGroupBuilder visits) =>
        visits.MapGet("", Handle).Needs(Rights.ReadVisits).WithSummary("The queue of a clinic day, by ticket");

    /// <param name="after">The last number of the page before.</param>
    static async Task<Results<Ok<Line[]>, ProblemHttpResult>> Handle(
        Guid branch,
        DateOnly? day,
        [Range(0, int.MaxValue)] int? after,
        [Range(1, 200)] int? limit,
        RegistrationDb db,
        Caller caller,
        ClinicDays days,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branch) || await days.DayOf(branch, clock.GetUtcNow(), db, stop) is not { } today)
            return Refusal.NotFound.AsProblem();

        var visits = await db
            .Visits.AsNoTracking()
            .Where(visit =>
                visit.BranchId == branch
                && visit.Day == (day ?? today)
                && visit.TicketCategory == TicketCounter.OnlyCategory
                && visit.TicketNumber > (after ?? 0)
            )
            .OrderBy(visit => visit.TicketNumber)
            .Take(limit ?? 200)
            .Select(visit => new
            {
                Visit = visit,
                Name = db.Clients.Where(client => client.Id == visit.ClientId).Select(client => client.Name).FirstOrDefault(),
            })
            .ToListAsync(stop);
        await db.NoteNamesRead("visits", branch, visits.Select(row => row.Name), stop);
        return TypedResults.Ok(
            visits
                .Select(row => new Line(
                    row.Visit.Id,
                    row.Visit.ClientId,
                    row.Visit.Ticket,
                    row.Visit.TicketNumber,
                    row.Visit.Type,
                    row.Visit.State,
                    row.Visit.DepartmentId,
                    row.Visit.DoctorId,
                    row.Visit.ArrivedAt,
                    row.Visit.Pickup.DueAt,
                    row.Visit.Pickup.Overdue,
                    MaskedName.OrNothing(row.Name)
                ))
                .ToArray()
        );
    }
}
