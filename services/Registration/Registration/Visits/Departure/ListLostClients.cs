using Clinic.Registration.ClientRecords.Clients;

namespace Clinic.Registration.Visits.Departure;

/// <summary>
/// Manager and director see which clients left untreated (WF-07 14), the newest first: of one branch or of all in sight, of clinic days
/// (both count in), of the doctor who had the client, for one reason. The client by masked name; every look is audited per client.
/// </summary>
public static class ListLostClients
{
    /// <param name="Id">The visit.</param>
    /// <param name="DoctorId">Whose client it was; nothing before the triage.</param>
    /// <param name="WaitedMinutes">From the arrival to the leaving, every minute begun.</param>
    /// <param name="WaitedTooLong">Nobody came to the client for longer than the branch allows .</param>
    /// <param name="ClientName">Masked.</param>
    public sealed record Line(
        Guid Id,
        [Place] Guid BranchId,
        Guid ClientId,
        DateOnly Day,
        [Place] Guid? DepartmentId,
        [Employee] Guid? DoctorId,
        DateTimeOffset ArrivedAt,
        DateTimeOffset LeftAt,
        int WaitedMinutes,
        bool WaitedTooLong,
        string ReasonCode,
        string? ClientName
    );

    internal static void Map(RouteGroupBuilder lost) =>
        lost.MapGet("", Handle)
            .Needs(Rights.ReadLostClients)
            .WithSummary("Clients who left untreated, the newest first (after: the id named as next by the page before)");

    static async Task<Results<Ok<Page<Line>>, ProblemHttpResult>> Handle(
        Guid? branch,
        Guid? person,
        DateOnly? from,
        DateOnly? to,
        [Form("[A-Za-z0-9-]{1,40}", "1 to 40 letters, digits and hyphens")] string? reasonCode,
        Guid? after,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        if (branch is { } asked && !caller.WorksIn(asked))
            return Refusal.NotFound.AsProblem();

        var lost = db.Visits.AsNoTracking().Where(visit => visit.State == VisitState.LeftWithoutTreatment);
        if (after is { } id)
        {
            if (await lost.FirstOrDefaultAsync(visit => visit.Id == id, stop) is not { } last)
                return Refusal.NotFound.AsProblem();
            lost = lost.Where(visit => visit.ClosedAt < last.ClosedAt || (visit.ClosedAt == last.ClosedAt && visit.Id < last.Id));
        }
        var page = await lost.Where(visit =>
                (branch == null || visit.BranchId == branch)
                && (person == null || visit.DoctorId == person)
                && (from == null || visit.Day >= from)
                && (to == null || visit.Day <= to)
                && (reasonCode == null || visit.Leaving.ReasonCode == reasonCode)
            )
            .OrderByDescending(visit => visit.ClosedAt)
            .ThenByDescending(visit => visit.Id)
            .Select(visit => new
            {
                Visit = visit,
                Name = db.Clients.Where(client => client.Id == visit.ClientId).Select(client => client.Name).FirstOrDefault(),
            })
            .ToPage(limit, row => row.Visit.Id, stop);
        foreach (var (client, where) in page.Items.Select(row => (row.Visit.ClientId, row.Visit.BranchId)).Distinct())
            db.NoteRead(nameof(Client), client, where, nameof(Visit.Leaving), MaskedName.Field);
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(new Page<Line>([.. page.Items.Select(row => LineOf(row.Visit, row.Name))], page.Next));
    }

    static Line LineOf(Visit visit, string? name)
    {
        var left = visit.Leaving.LeftAt!.Value;
        return new(
            visit.Id,
            visit.BranchId,
            visit.ClientId,
            visit.Day,
            visit.DepartmentId,
            visit.DoctorId,
            visit.ArrivedAt,
            left,
            (int)Math.Ceiling(Math.Max(0, (left - visit.ArrivedAt).TotalMinutes)),
            visit.Waiting.TooLong,
            visit.Leaving.ReasonCode!,
            MaskedName.OrNothing(name)
        );
    }
}
