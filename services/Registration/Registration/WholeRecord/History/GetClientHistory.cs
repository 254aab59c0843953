using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.ClientRecords.ComplaintFlags;

namespace Clinic.Registration.WholeRecord.History;

/// <summary>
/// Staff see what there was with a client, the newest first, a page at a time: visits, appointments (with the accompanied visit they were
/// asked for), consents, and that there are complaints, without their content. The first page says besides what is due next. Visits and
/// appointments are those of branches where the reader may read visits; a complaint about the reader is not in it. Whoever was merged is
/// followed to the record kept. Every look is audited.
/// </summary>
public static class GetClientHistory
{
    /// <summary>How many complaints of the client the reader may know of, and how many of them are open.</summary>
    public sealed record Complaints(int All, int Open);

    /// <param name="ClientId">The record kept.</param>
    /// <param name="Next">Where the next page begins; nothing when this is the last.</param>
    /// <param name="Due">Open visits, appointments to come or to move, the return visit; only with the first page.</param>
    public sealed record Response(
        Guid ClientId,
        IReadOnlyList<HistoryEntry> Items,
        string? Next,
        IReadOnlyList<HistoryEntry> Due,
        Complaints Complaints
    );

    internal static void Map(RouteGroupBuilder clients) =>
        clients
            .MapGet("{clientId:guid}/history", Handle)
            .Needs(Rights.ReadClients)
            .WithSummary("What there was with a client, the newest first (after: what the page before named as next)");

    /// <param name="kind">Only these kinds; all when none is named.</param>
    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid clientId,
        HistoryKind[]? kind,
        [Form(HistoryCursor.Pattern, "the word that the page before named as next")] string? after,
        RegistrationDb db,
        Caller caller,
        DueOfClient due,
        CancellationToken stop,
        [Range(1, 200)] int limit = 50
    )
    {
        if (await db.SurvivingRecord(clientId, stop) is not { } client)
            return Refusal.NotFound.AsProblem();

        HistorySight sight = new(db, caller, client.Id);
        var cursor = after is null ? HistoryCursor.Newest : HistoryCursor.Of(after);
        var found = await Read(sight, kind is { Length: > 0 } ? kind : Enum.GetValues<HistoryKind>(), cursor, limit + 1, stop);
        var states = await sight
            .Complaints()
            .GroupBy(flag => flag.State)
            .Select(same => new { same.Key, Count = same.Count() })
            .ToListAsync(stop);
        var upcoming = after is null ? await due.Of(sight, stop) : [];
        db.NoteRead(nameof(Client), client.Id, client.BranchId, "History");
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(
            new Response(
                client.Id,
                [.. found.Take(limit)],
                found.Count > limit ? new HistoryCursor(found[limit - 1].At, found[limit - 1].Id).ToString() : null,
                upcoming,
                new(states.Sum(state => state.Count), states.Where(state => state.Key == ComplaintFlagState.Open).Sum(state => state.Count))
            )
        );
    }

    // Of each kind as many as a page has, by an index of its own; the newest of all of them are the page.
    static async Task<List<HistoryEntry>> Read(
        HistorySight sight,
        HistoryKind[] kinds,
        HistoryCursor cursor,
        int most,
        CancellationToken stop
    )
    {
        List<HistoryEntry> found = [];
        var (at, id) = (cursor.At, cursor.Id);
        if (kinds.Contains(HistoryKind.Visit))
        {
            var visits = await sight
                .Visits()
                .Where(visit => visit.ArrivedAt <= at && (visit.ArrivedAt < at || visit.Id < id))
                .OrderByDescending(visit => visit.ArrivedAt)
                .ThenByDescending(visit => visit.Id)
                .Take(most)
                .ToListAsync(stop);
            found.AddRange(visits.Select(HistoryEntry.Of));
        }
        if (kinds.Contains(HistoryKind.Appointment))
        {
            var appointments = await sight
                .Appointments()
                .Where(appointment => appointment.StartsAt <= at && (appointment.StartsAt < at || appointment.Id < id))
                .OrderByDescending(appointment => appointment.StartsAt)
                .ThenByDescending(appointment => appointment.Id)
                .Take(most)
                .ToListAsync(stop);
            found.AddRange(appointments.Select(HistoryEntry.Of));
        }
        if (kinds.Contains(HistoryKind.Consent))
        {
            var consents = await (await sight.Consents(stop))
                .Where(consent => consent.GivenAt <= at && (consent.GivenAt < at || consent.Id < id))
                .OrderByDescending(consent => consent.GivenAt)
                .ThenByDescending(consent => consent.Id)
                .Take(most)
                .ToListAsync(stop);
            found.AddRange(consents.Select(HistoryEntry.Of));
        }
        if (kinds.Contains(HistoryKind.Complaint))
        {
            var complaints = await sight
                .Complaints()
                .Where(flag => flag.FiledAt <= at && (flag.FiledAt < at || flag.Id < id))
                .OrderByDescending(flag => flag.FiledAt)
                .ThenByDescending(flag => flag.Id)
                .Take(most)
                .ToListAsync(stop);
            found.AddRange(complaints.Select(HistoryEntry.Of));
        }
        return [.. found.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id).Take(most)];
    }
}
