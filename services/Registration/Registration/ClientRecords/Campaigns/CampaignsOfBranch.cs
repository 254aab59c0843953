namespace Clinic.Registration.ClientRecords.Campaigns;

/// <summary>The campaigns of a branch in the order of ids, a page at a time.</summary>
public static class CampaignsOfBranch
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

/// <summary>Whom a campaign was sent to, by ids, a page at a time; who calls asks for each contact with a purpose.</summary>
public static class TargetsOfCampaign
{
    internal static void Map(RouteGroupBuilder campaigns) =>
        campaigns.MapGet("{campaignId:guid}/targets", Handle).Needs(Rights.CareForClients).WithSummary("Whom a campaign was sent to");

    /// <param name="after">The last id of the page before.</param>
    static async Task<Results<Ok<List<Guid>>, ProblemHttpResult>> Handle(
        Guid campaignId,
        Guid? after,
        [Range(1, 200)] int? limit,
        RegistrationDb db,
        CancellationToken stop
    ) =>
        await db.Campaigns.AnyAsync(campaign => campaign.Id == campaignId, stop)
            ? TypedResults.Ok(
                await db
                    .CampaignTargets.Where(target => target.CampaignId == campaignId && (after == null || target.ClientId > after))
                    .OrderBy(target => target.ClientId)
                    .Select(target => target.ClientId)
                    .Take(limit ?? 200)
                    .ToListAsync(stop)
            )
            : Refusal.NotFound.AsProblem();
}
