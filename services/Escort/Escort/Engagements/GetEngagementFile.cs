using System.Text.Json;

namespace Clinic.Escort.Engagements;

/// <summary>
/// The file of an engagement in the words that were written down: who the client is, what they need, history, report. Every reading is
/// audited. The lead and the manager of the branch read it (catalogue 5.2); an escort reads only their own file, in the hours in
/// which they have to do with the client.
/// </summary>
public static class GetEngagementFile
{
    public sealed record Response(IReadOnlyList<Page> Pages, IReadOnlyList<Note> Notes, IReadOnlyList<Alert> Alerts);

    public sealed record Page(PageKind Kind, int Number, JsonElement Content, [Employee] Guid WrittenBy, DateTimeOffset WrittenAt);

    public sealed record Note(Guid Id, NoteKind Kind, string Words, DateTimeOffset WrittenAt);

    /// <summary>A special need or an emergency .</summary>
    /// <param name="Outcome">How it was resolved.</param>
    public sealed record Alert(
        Guid Id,
        AlertKind Kind,
        AlertSeverity Severity,
        string Words,
        [Employee] Guid RaisedBy,
        DateTimeOffset RaisedAt,
        string? Outcome,
        [Employee] Guid? ResolvedBy,
        DateTimeOffset? ResolvedAt
    );

    internal static void Map(RouteGroupBuilder engagements)
    {
        engagements
            .MapGet("{engagementId:guid}/file", OfBranch)
            .Needs(Rights.ReadFiles)
            .WithSummary("What was written down; the reading is noted");
        engagements
            .MapGet("own/{engagementId:guid}/file", Own)
            .Needs(Rights.ReadOwnEngagements)
            .WithSummary("What was written down of an engagement of mine; the reading is noted");
    }

    static async Task<Results<Ok<Response>, ProblemHttpResult>> OfBranch(Guid engagementId, EscortDb db, CancellationToken stop) =>
        await db.Engagements.FindAsync([engagementId], stop) is { } engagement
            ? await Read(engagement, db, stop)
            : Refusal.NotFound.AsProblem();

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Own(
        Guid engagementId,
        EscortDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    ) =>
        await db.Own(engagementId, caller, stop) is { } engagement
        && ClientConcerns.WindowOf(engagement, policies).Covers(clock.GetUtcNow())
            ? await Read(engagement, db, stop)
            : Refusal.NotFound.AsProblem();

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Read(Engagement engagement, EscortDb db, CancellationToken stop)
    {
        var pages = await db
            .Pages.AsNoTracking()
            .Where(page => page.EngagementId == engagement.Id)
            .OrderBy(page => page.WrittenAt)
            .ThenBy(page => page.Id)
            .ToListAsync(stop);
        var notes = await db
            .Notes.AsNoTracking()
            .Where(note => note.EngagementId == engagement.Id)
            .OrderBy(note => note.WrittenAt)
            .ThenBy(note => note.Id)
            .ToListAsync(stop);
        var alerts = await db
            .Alerts.AsNoTracking()
            .Where(alert => alert.EngagementId == engagement.Id)
            .OrderBy(alert => alert.RaisedAt)
            .ThenBy(alert => alert.Id)
            .ToListAsync(stop);
        await db.Open([.. pages, .. notes, .. alerts], stop);
        db.NoteRead(nameof(FilePage), engagement.Id, engagement.BranchId, [.. pages.Select(page => page.Kind.ToString()).Distinct()]);
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(
            new Response(
                [.. pages.Select(page => new Page(page.Kind, page.Number, page.AsJson(), page.WrittenBy, page.WrittenAt))],
                [.. notes.Select(note => new Note(note.Id, note.Kind, note.Words.Read() ?? "", note.WrittenAt))],
                [
                    .. alerts.Select(alert => new Alert(
                        alert.Id,
                        alert.Kind,
                        alert.Severity,
                        alert.Words.Read() ?? "",
                        alert.RaisedBy,
                        alert.RaisedAt,
                        alert.Outcome?.Read(),
                        alert.ResolvedBy,
                        alert.ResolvedAt
                    )),
                ]
            )
        );
    }
}
