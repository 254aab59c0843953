namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>
/// Manager and director see who saw which masked fields of whom, when and why (AC-07), the newest first: of one branch or of all in sight,
/// of one person who looked, of one client. The values that were shown are not in it, and the client only by masked name. Every look at the
/// list is audited per client.
/// </summary>
public static class ListUnmaskings
{
    /// <param name="Reason">In the words of whoever looked.</param>
    /// <param name="ClientName">Masked.</param>
    public sealed record Line(
        Guid Id,
        [Place] Guid BranchId,
        Guid ClientId,
        IReadOnlyList<MaskedField> Fields,
        string Reason,
        [Employee] Guid ShownTo,
        DateTimeOffset ShownAt,
        string? ClientName
    );

    internal static void Map(RouteGroupBuilder unmaskings) =>
        unmaskings
            .MapGet("", Handle)
            .Needs(Rights.ReadUnmaskings)
            .WithSummary("Who saw masked fields of whom and why, the newest first (after: the id named as next by the page before)");

    /// <param name="from">The first instant that counts.</param>
    /// <param name="to">The first instant that does not count any more.</param>
    static async Task<Results<Ok<Page<Line>>, ProblemHttpResult>> Handle(
        Guid? branch,
        Guid? person,
        Guid? client,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Guid? after,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        if (branch is { } asked && !caller.WorksIn(asked))
            return Refusal.NotFound.AsProblem();

        // Their ids are made of the time.
        var page = await db.Set<Unmasking>()
            .AsNoTracking()
            .Where(unmasking =>
                (branch == null || unmasking.BranchId == branch)
                && (person == null || unmasking.ShownTo == person)
                && (client == null || unmasking.ClientId == client)
                && (from == null || unmasking.ShownAt >= from)
                && (to == null || unmasking.ShownAt < to)
                && (after == null || unmasking.Id < after)
            )
            .OrderByDescending(unmasking => unmasking.Id)
            .Select(unmasking => new Line(
                unmasking.Id,
                unmasking.BranchId,
                unmasking.ClientId,
                unmasking.Fields,
                unmasking.Reason,
                unmasking.ShownTo,
                unmasking.ShownAt,
                db.Clients.Where(shown => shown.Id == unmasking.ClientId).Select(shown => shown.Name).FirstOrDefault()
            ))
            .ToPage(limit, line => line.Id, stop);
        foreach (var (seen, where) in page.Items.Select(line => (line.ClientId, line.BranchId)).Distinct())
            db.NoteRead(nameof(Unmasking), seen, where, nameof(Unmasking.Fields), nameof(Unmasking.Reason), MaskedName.Field);
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(
            page with
            {
                Items = [.. page.Items.Select(line => line with { ClientName = MaskedName.OrNothing(line.ClientName) })],
            }
        );
    }
}
