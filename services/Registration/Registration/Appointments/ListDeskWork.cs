using Clinic.Registration.ClientRecords.Clients;

namespace Clinic.Registration.Appointments;

/// <summary>What waits for the desk.</summary>
public enum DeskWork
{
    Requested,
    NeedsReschedule,
    ToBeTold,
}

/// <summary>
/// The desk's work lists, by the time of the appointment: wishes without a time, appointments whose doctor cannot be there
/// (WF-03 9), and clients to be told. A page at a time.
/// </summary>
public static class ListDeskWork
{
    internal static void Map(RouteGroupBuilder appointments) =>
        appointments.MapGet("work", Handle).Needs(Rights.BookAppointments).WithSummary("Appointments that wait for the desk");

    /// <param name="after">The last id of the page before.</param>
    static async Task<Results<Ok<GetAppointment.Response[]>, ProblemHttpResult>> Handle(
        Guid branchId,
        DeskWork kind,
        Guid? after,
        [Range(1, 200)] int? limit,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branchId))
            return Refusal.NotFound.AsProblem();

        var waiting = db.Appointments.AsNoTracking().Where(appointment => appointment.BranchId == branchId);
        waiting = kind switch
        {
            DeskWork.Requested => waiting.Where(appointment => appointment.State == AppointmentState.Requested),
            DeskWork.NeedsReschedule => waiting.Where(appointment => appointment.State == AppointmentState.NeedsReschedule),
            _ => waiting.Where(appointment => appointment.Deadlines.NoticeDueAt != null),
        };
        if (
            after is not null
            && await db.Appointments.AsNoTracking().FirstOrDefaultAsync(appointment => appointment.Id == after, stop) is { } last
        )
            waiting = waiting.Where(appointment =>
                appointment.StartsAt > last.StartsAt || (appointment.StartsAt == last.StartsAt && appointment.Id > last.Id)
            );
        var page = await waiting
            .OrderBy(appointment => appointment.StartsAt)
            .ThenBy(appointment => appointment.Id)
            .Take(limit ?? 200)
            .Select(appointment => new
            {
                Appointment = appointment,
                Name = db.Clients.Where(client => client.Id == appointment.ClientId).Select(client => client.Name).FirstOrDefault(),
            })
            .ToListAsync(stop);
        await db.NoteNamesRead("desk-work", branchId, page.Select(row => row.Name), stop);
        return TypedResults.Ok(
            page.Select(row => GetAppointment.Answer(row.Appointment) with { ClientName = MaskedName.OrNothing(row.Name) }).ToArray()
        );
    }
}
