using System.Text.Json;

namespace Clinic.Registration.Visits.Consultation;

/// <summary>Doctors and nurses read what was written and compared in a visit; every reading is audited.</summary>
public static class GetChart
{
    public sealed record Page(ChartPart Kind, int Version, JsonElement Content, [Employee] Guid WrittenBy, DateTimeOffset WrittenAt);

    public sealed record Check(IReadOnlyList<Identifier> Identifiers, bool Matches, [Employee] Guid CheckedBy, DateTimeOffset CheckedAt);

    public sealed record Response(Guid VisitId, IReadOnlyList<Check> IdentityChecks, IReadOnlyList<Page> Pages);

    internal static void Map(RouteGroupBuilder visits) =>
        visits.MapGet("{visitId:guid}/chart", Handle).Needs(Rights.ReadChart).WithSummary("The chart of a visit");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid visitId, RegistrationDb db, CancellationToken stop)
    {
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();

        var checks = await db
            .IdentityChecks.AsNoTracking()
            .Where(check => check.VisitId == visitId)
            .OrderBy(check => check.CheckedAt)
            .Take(100)
            .ToListAsync(stop);
        var pages = await db
            .ChartEntries.AsNoTracking()
            .Where(entry => entry.VisitId == visitId)
            .OrderBy(entry => entry.WrittenAt)
            .ToListAsync(stop);
        await db.Open(pages, stop);
        db.NoteRead(nameof(ChartEntry), visit.Id, visit.BranchId, [.. pages.Select(page => page.Kind.ToString())]);
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(
            new Response(
                visitId,
                [.. checks.Select(check => new Check(check.Identifiers, check.Matches, check.CheckedBy, check.CheckedAt))],
                [.. pages.Select(page => new Page(page.Kind, page.Version, page.AsJson(), page.WrittenBy, page.WrittenAt))]
            )
        );
    }
}
