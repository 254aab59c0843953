using Clinic.Registration.ClientRecords.Clients;

namespace Clinic.Registration.Appointments;

/// <summary>
/// Staff see the appointments of a client, in the branches where they may, the latest time first: of clinic days (both count in), in the
/// states named. Whoever was merged is followed to the record kept. Every look is audited.
/// </summary>
public static class ListAppointmentsOfClient
{
    internal static void Map(RouteGroupBuilder clients) =>
        clients
            .MapGet("{clientId:guid}/appointments", Handle)
            .Needs(Rights.ReadVisits)
            .WithSummary("The appointments of a client, the latest first (after: the id named as next by the page before)");

    static async Task<Results<Ok<Page<GetAppointment.Response>>, ProblemHttpResult>> Handle(
        Guid clientId,
        DateOnly? from,
        DateOnly? to,
        AppointmentState[]? status,
        Guid? after,
        RegistrationDb db,
        CancellationToken stop,
        [Range(1, 200)] int limit = 100
    )
    {
        if (await db.SurvivingRecord(clientId, stop) is not { } client)
            return Refusal.NotFound.AsProblem();

        var (kept, states) = (client.Id, status ?? []);
        var appointments = db.Appointments.AsNoTracking().Where(appointment => appointment.ClientId == kept);
        if (after is { } id)
        {
            if (await appointments.FirstOrDefaultAsync(appointment => appointment.Id == id, stop) is not { } last)
                return Refusal.NotFound.AsProblem();
            appointments = appointments.Where(appointment =>
                appointment.StartsAt < last.StartsAt || (appointment.StartsAt == last.StartsAt && appointment.Id < last.Id)
            );
        }
        var page = await appointments
            .Where(appointment =>
                (from == null || appointment.Day >= from)
                && (to == null || appointment.Day <= to)
                && (states.Length == 0 || states.Contains(appointment.State))
            )
            .OrderByDescending(appointment => appointment.StartsAt)
            .ThenByDescending(appointment => appointment.Id)
            .ToPage(limit, appointment => appointment.Id, stop);
        db.NoteRead(nameof(Client), client.Id, client.BranchId, nameof(RegistrationDb.Appointments));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(new Page<GetAppointment.Response>([.. page.Items.Select(GetAppointment.Answer)], page.Next));
    }
}
