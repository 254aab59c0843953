using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Appointments;

/// <summary>
/// The desk sees who is expected on a clinic day, by time, a page at a time; without a day, today. With an engagement, its own appointment
/// on any day.
/// </summary>
public static class ListAppointments
{
    internal static void Map(RouteGroupBuilder appointments) =>
        appointments.MapGet("", Handle).Needs(Rights.ReadVisits).WithSummary("The appointments of a clinic day, by time");

    /// <param name="after">The last id of the page before.</param>
    static async Task<Results<Ok<GetAppointment.Response[]>, ProblemHttpResult>> Handle(
        Guid branchId,
        DateOnly? day,
        Guid? engagement,
        Guid? after,
        [Range(1, 200)] int? limit,
        RegistrationDb db,
        Caller caller,
        ClinicDays days,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branchId) || await days.DayOf(branchId, clock.GetUtcNow(), db, stop) is not { } today)
            return Refusal.NotFound.AsProblem();

        var wanted = day ?? today;
        var appointments = db
            .Appointments.AsNoTracking()
            .Where(appointment =>
                appointment.BranchId == branchId
                && (engagement == null ? appointment.Day == wanted : appointment.EngagementId == engagement)
            );
        if (
            after is not null
            && await db.Appointments.AsNoTracking().FirstOrDefaultAsync(appointment => appointment.Id == after, stop) is { } last
        )
            appointments = appointments.Where(appointment =>
                appointment.StartsAt > last.StartsAt || (appointment.StartsAt == last.StartsAt && appointment.Id > last.Id)
            );
        var page = await appointments
            .OrderBy(appointment => appointment.StartsAt)
            .ThenBy(appointment => appointment.Id)
            .Take(limit ?? 200)
            .Select(appointment => new
            {
                Appointment = appointment,
                Name = db.Clients.Where(client => client.Id == appointment.ClientId).Select(client => client.Name).FirstOrDefault(),
            })
            .ToListAsync(stop);
        await db.NoteNamesRead("appointments", branchId, page.Select(row => row.Name), stop);
        return TypedResults.Ok(
            page.Select(row => GetAppointment.Answer(row.Appointment) with { ClientName = MaskedName.OrNothing(row.Name) }).ToArray()
        );
    }
}
