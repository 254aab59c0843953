using Clinic.Payroll.Contracts;

namespace Clinic.Escort.Escorts;

/// <summary>
/// The lead sees who works at a branch, in whatever post, in the order of their ids: whom, in which post, and until when. Everything else
/// about them stays in Payroll.
/// </summary>
public static class ListColleagues
{
    /// <param name="FirstDay">The first day of work, by the calendar of the branch.</param>
    /// <param name="LeavesAt">When the last day of work is over, of somebody who leaves.</param>
    public sealed record Line([Employee] Guid EmployeeId, Post? Post, [Place] Guid BranchId, DateOnly? FirstDay, DateTimeOffset? LeavesAt);

    internal static void Map(RouteGroupBuilder colleagues) =>
        colleagues
            .MapGet("", Handle)
            .Needs(Rights.ReadEscorts)
            .WithSummary("Who works at a branch (after: the last id of the page before)");

    /// <param name="post">Only people of these posts; several may be named.</param>
    static async Task<Ok<Page<Line>>> Handle(
        EscortDb db,
        Guid? branch,
        Post[]? post,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        List<Post> posts = [.. post ?? []];
        var all = posts.Count == 0;
        return TypedResults.Ok(
            await db
                .Profiles.AsNoTracking()
                .Where(profile =>
                    profile.Post != null
                    && !profile.HasLeft
                    && !profile.WasNeverHired
                    && (branch == null || profile.BranchId == branch)
                    && (all || posts.Contains(profile.Post.Value))
                    && (after == null || profile.Id > after)
                )
                .OrderBy(profile => profile.Id)
                .Select(profile => new Line(profile.Id, profile.Post, profile.BranchId, profile.FirstDay, profile.LeavesAt))
                .ToPage(limit, line => line.EmployeeId, stop)
        );
    }
}
