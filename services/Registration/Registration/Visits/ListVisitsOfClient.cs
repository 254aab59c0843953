using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.Visits;

/// <summary>
/// Staff see the visits of a client, in the branches where they may, the newest first: of clinic days (both count in), in the states named.
/// Whoever was merged is followed to the record kept. Every look is audited.
/// </summary>
public static class ListVisitsOfClient
{
    /// <param name="ReturnDate">When the client is to come again, as the doctor said.</param>
    public sealed record Line(
        Guid Id,
        [Place] Guid BranchId,
        DateOnly Day,
        string Ticket,
        VisitType Type,
        VisitState Status,
        [Place] Guid? DepartmentId,
        [Employee] Guid? DoctorId,
        DateTimeOffset ArrivedAt,
        DateTimeOffset? CompletedAt,
        DateOnly? ReturnDate,
        Guid? AppointmentId,
        Guid? EngagementId
    );

    internal static void Map(RouteGroupBuilder clients) =>
        clients
            .MapGet("{clientId:guid}/visits", Handle)
            .Needs(Rights.ReadVisits)
            .WithSummary("The visits of a client, the newest first (after: the id named as next by the page before)");

    static async Task<Results<Ok<Page<Line>>, ProblemHttpResult>> Handle(
        Guid clientId,
        DateOnly? from,
        DateOnly? to,
        VisitState[]? status,
        Guid? after,
        RegistrationDb db,
        CancellationToken stop,
        [Range(1, 200)] int limit = 100
    )
    {
        if (await db.SurvivingRecord(clientId, stop) is not { } client)
            return Refusal.NotFound.AsProblem();

        var (kept, states) = (client.Id, status ?? []);
        var visits = db.Visits.AsNoTracking().Where(visit => visit.ClientId == kept);
        if (after is { } id)
        {
            if (await visits.FirstOrDefaultAsync(visit => visit.Id == id, stop) is not { } last)
                return Refusal.NotFound.AsProblem();
            visits = visits.Where(visit => visit.ArrivedAt < last.ArrivedAt || (visit.ArrivedAt == last.ArrivedAt && visit.Id < last.Id));
        }
        var page = await visits
            .Where(visit =>
                (from == null || visit.Day >= from)
                && (to == null || visit.Day <= to)
                && (states.Length == 0 || states.Contains(visit.State))
            )
            .OrderByDescending(visit => visit.ArrivedAt)
            .ThenByDescending(visit => visit.Id)
            .ToPage(limit, visit => visit.Id, stop);
        db.NoteRead(nameof(Client), client.Id, client.BranchId, nameof(RegistrationDb.Visits));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(new Page<Line>([.. page.Items.Select(LineOf)], page.Next));
    }

    static Line LineOf(Visit visit) =>
        new(
            visit.Id,
            visit.BranchId,
            visit.Day,
            visit.Ticket,
            visit.Type,
            visit.State,
            visit.DepartmentId,
            visit.DoctorId,
            visit.ArrivedAt,
            visit.CompletedAt,
            visit.Treatment.ReturnDate,
            visit.AppointmentId,
            visit.EngagementId
        );
}
