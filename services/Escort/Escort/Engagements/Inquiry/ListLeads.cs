using Clinic.Escort.Branches;
using Clinic.Payroll.Contracts;

namespace Clinic.Escort.Engagements.Inquiry;

/// <summary>
/// The agent sees to whom an inquiry of a branch can be handed: the leads who work there today, in the order of their ids.
/// </summary>
public static class ListLeads
{
    public sealed record Line([Employee] Guid LeadId, [Place] Guid BranchId);

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapGet("leads", Handle)
            .Needs(Rights.Inquire)
            .WithSummary("To whom an inquiry can be handed (after: the last id of the page before)");

    static async Task<Results<Ok<Page<Line>>, ProblemHttpResult>> Handle(
        Guid branch,
        EscortDb db,
        Caller caller,
        TimeProvider clock,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        if (!caller.WorksIn(branch))
            return Refusal.NotFound.AsProblem();
        var today = await db.DayAt(branch, clock.GetUtcNow(), stop);
        return TypedResults.Ok(
            await db
                .Profiles.AsNoTracking()
                .Where(profile =>
                    profile.BranchId == branch
                    && profile.Post == Post.EscortLead
                    && !profile.HasLeft
                    && !profile.WasNeverHired
                    && (profile.FirstDay == null || profile.FirstDay <= today)
                    && (after == null || profile.Id > after)
                )
                .OrderBy(profile => profile.Id)
                .Select(profile => new Line(profile.Id, profile.BranchId))
                .ToPage(limit, line => line.LeadId, stop)
        );
    }
}
