using Clinic.Registration.ClientRecords.Concerns;

namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>
/// Staff of any post ask who the clients are whose ids they have, at most 200 at once, for a purpose they name (R-107). Who reads clients
/// of the branch gets masked names with chart and card numbers. Who has to do with a client now gets what the concern opens: the lead the
/// same; the escort in the window, the investigator and whoever makes the follow-up calls also the whole name, the phone and the branch of
/// the client. An id that opens nothing is left out, like one that does not exist. A merged client is answered by the record kept. One
/// audit row a batch.
/// </summary>
public static class NameClients
{
    const int Most = 200;

    public sealed record Request([property: Required, MinLength(1), MaxLength(Most)] IReadOnlyList<Guid> Ids, ContactPurpose Purpose);

    /// <summary>The clients in the order in which they were asked for.</summary>
    public sealed record Response(IReadOnlyList<Line> Items);

    /// <param name="Id">As it was asked for.</param>
    /// <param name="MergedInto">Who it is now, when the client was merged.</param>
    /// <param name="Name">Masked.</param>
    /// <param name="FullName">Nothing unless the present need opens it.</param>
    /// <param name="Phone">With the country's prefix; nothing unless the present need opens it, or when there is none.</param>
    /// <param name="BranchId">Where the client is registered; nothing unless the present need opens it.</param>
    public sealed record Line(
        Guid Id,
        Guid? MergedInto,
        string Name,
        string ChartNumber,
        string VisitCardNumber,
        string? FullName,
        string? Phone,
        [Place] Guid? BranchId
    );

    // A record of somebody asked for, and one concern of the person, if any could be the caller's.
    sealed record Known(Guid AskedId, Guid KeptId, string? Kind, Guid? PersonId, string? PostCode, Guid? ConcernBranchId);

    internal static void Map(RouteGroupBuilder clients) =>
        clients
            .MapPost("names", Handle)
            .Needs(Rights.NameClients)
            .WithSummary("Who the clients of these ids are, as far as the present need opens it; the reading is noted");

    static async Task<Ok<Response>> Handle(
        Request request,
        RegistrationDb db,
        ClientVault vault,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        // A concern of one branch is about a client of another, so the rows of the group are in sight and each is judged here.
        var held = caller.Grants;
        caller.Enter(caller.PersonId, Grants.Read([$"*:{Rights.NameClients.Code}"]), Rights.NameClients.Code, caller.Act);

        Guid[] ids = [.. request.Ids.Distinct()];
        var known = (await Find(db, ids, caller.PersonId, clock.GetUtcNow(), stop)).ToLookup(row => row.AskedId);
        Guid[] kept = [.. known.SelectMany(rows => rows).Select(row => row.KeptId).Distinct()];
        var clients = await db
            .Clients.AsNoTracking()
            .Where(client => kept.Contains(client.Id))
            .ToDictionaryAsync(client => client.Id, stop);
        List<Line> lines = [];
        foreach (var id in ids.Where(known.Contains))
        {
            var client = clients[known[id].First().KeptId];
            List<ConcernKind> concerns =
            [
                .. known[id]
                    .Where(row => row.Kind is not null && (row.PersonId is not null || held.Cover(row.PostCode!, row.ConcernBranchId)))
                    .Select(row => Enum.Parse<ConcernKind>(row.Kind!)),
            ];
            if (concerns.Count > 0 || held.Cover(Rights.ReadClients.Code, client.BranchId))
                lines.Add(Shown(id, client, vault, concerns.Exists(kind => kind != ConcernKind.EscortLead)));
        }
        await Note(db, clients, lines, request.Purpose, stop);
        return TypedResults.Ok(new Response(lines));
    }

    static Line Shown(Guid id, Client client, ClientVault vault, bool whole) =>
        new(
            id,
            client.Id == id ? null : client.Id,
            MaskedName.Of(client.Name),
            client.ChartNumber,
            client.VisitCardNumber,
            whole ? client.Name : null,
            whole ? client.Opened(vault, Sealed.Phone, client.SealedPhone) : null,
            whole ? client.BranchId : null
        );

    // Of each id that there is: the record kept after every merge, and the concerns of all records of that person that hold now.
    static Task<List<Known>> Find(RegistrationDb db, Guid[] ids, Guid me, DateTimeOffset now, CancellationToken stop) =>
        db
            .Database.SqlQuery<Known>(
                $"""
                WITH RECURSIVE up (asked_id, id, merged_into) AS (
                  SELECT id, id, merged_into FROM client WHERE id = ANY ({ids})
                  UNION SELECT up.asked_id, client.id, client.merged_into FROM up JOIN client ON client.id = up.merged_into),
                person (asked_id, kept_id, id) AS (
                  SELECT asked_id, id, id FROM up WHERE merged_into IS NULL
                  UNION SELECT person.asked_id, person.kept_id, client.id FROM person JOIN client ON client.merged_into = person.id)
                SELECT DISTINCT person.asked_id AS "AskedId", person.kept_id AS "KeptId", concern.kind AS "Kind",
                  concern.person_id AS "PersonId", concern.post_code AS "PostCode", concern.branch_id AS "ConcernBranchId"
                FROM person LEFT JOIN client_concern AS concern ON concern.client_id = person.id
                  AND (concern.person_id = {me} OR concern.post_code IS NOT NULL)
                  AND concern.from_at <= {now} AND (concern.until_at IS NULL OR concern.until_at > {now})
                """
            )
            .ToListAsync(stop);

    // One row: what was asked for, of whom what was shown, in which branch when it is one.
    static async Task Note(
        RegistrationDb db,
        Dictionary<Guid, Client> clients,
        List<Line> lines,
        ContactPurpose purpose,
        CancellationToken stop
    )
    {
        var branches = lines.Select(line => clients[line.MergedInto ?? line.Id].BranchId).Distinct().ToList();
        db.NoteRead(
            nameof(Client),
            lines.Count == 1 ? lines[0].Id : Guid.Empty,
            branches.Count == 1 ? branches[0] : Guid.Empty,
            [$"purpose:{purpose}", .. lines.Select(line => $"{(line.FullName is null ? MaskedName.Field : "contact")}:{line.Id}")]
        );
        await db.SaveChangesAsync(stop);
    }
}
