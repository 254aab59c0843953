namespace Clinic.Registration.ClientRecords.Campaigns;

/// <summary>Whom a campaign was sent to, by ids, a page at a time; who calls asks for each contact with a purpose.</summary>
public static class ListCampaignTargets
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
