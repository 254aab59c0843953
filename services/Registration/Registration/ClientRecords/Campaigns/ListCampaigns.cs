namespace Clinic.Registration.ClientRecords.Campaigns;

/// <summary>The campaigns of a branch in the order of ids, a page at a time.</summary>
public static class ListCampaigns
{
    internal static void Map(RouteGroupBuilder campaigns) =>
        campaigns.MapGet("", Handle).Needs(Rights.CareForClients).WithSummary("The campaigns of a branch");

    /// <param name="after">The last id of the page before.</param>
    static async Task<Results<Ok<PlanCampaign.Response[]>, ProblemHttpResult>> Handle(
        Guid branch,
        Guid? after,
        [Range(1, 200)] int? limit,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop
    ) =>
        caller.WorksIn(branch)
            ? TypedResults.Ok(
                (
                    await db
                        .Campaigns.AsNoTracking()
                        .Where(campaign => campaign.BranchId == branch && (after == null || campaign.Id > after))
                        .OrderBy(campaign => campaign.Id)
                        .Take(limit ?? 100)
                        .ToListAsync(stop)
                )
                    .Select(PlanCampaign.Answer)
                    .ToArray()
            )
            : Refusal.NotFound.AsProblem();
}
