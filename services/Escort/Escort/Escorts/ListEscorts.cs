namespace Clinic.Escort.Escorts;

/// <summary>The lead sees the escorts of a branch and where each stands (WF-02), in the order of their ids.</summary>
public static class ListEscorts
{
    public sealed record Response(IReadOnlyList<Line> Escorts, Guid? Next);

    /// <param name="EscortId">The same id, by which the answer names the escort.</param>
    public sealed record Line(
        Guid Id,
        [Place] Guid BranchId,
        ProfileState Status,
        DateTimeOffset? CertifiedUntil,
        [Employee] Guid EscortId
    );

    internal static void Map(RouteGroupBuilder escorts) =>
        escorts.MapGet("", Handle).Needs(Rights.ReadEscorts).WithSummary("The escorts of a branch (after: the last id of the page before)");

    static async Task<Ok<Response>> Handle(
        EscortDb db,
        Guid? branch,
        ProfileState? status,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var lines = await db
            .Profiles.AsNoTracking()
            .Where(escortProfile =>
                escortProfile.State != ProfileState.NotAnEscort
                && (branch == null || escortProfile.BranchId == branch)
                && (status == null || escortProfile.State == status)
                && (after == null || escortProfile.Id > after)
            )
            .OrderBy(escortProfile => escortProfile.Id)
            .Take(limit + 1)
            .Select(escortProfile => new Line(
                escortProfile.Id,
                escortProfile.BranchId,
                escortProfile.State,
                escortProfile.CertifiedUntil,
                escortProfile.Id
            ))
            .ToListAsync(stop);
        return TypedResults.Ok(new Response([.. lines.Take(limit)], lines.Count > limit ? lines[limit - 1].Id : null));
    }
}
