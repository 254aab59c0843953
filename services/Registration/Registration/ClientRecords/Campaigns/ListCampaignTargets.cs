using Clinic.Registration.ClientRecords.Clients;

namespace Clinic.Registration.ClientRecords.Campaigns;

/// <summary>Whom a campaign was sent to, by ids, a page at a time; who calls asks for each contact with a purpose.</summary>
public static class ListCampaignTargets
{
    /// <param name="ClientName">Masked.</param>
    public sealed record Line(Guid ClientId, string? ClientName);

    internal static void Map(RouteGroupBuilder campaigns)
    {
        campaigns.MapGet("{campaignId:guid}/targets", Handle).Needs(Rights.CareForClients).WithSummary("Whom a campaign was sent to");
        campaigns
            .MapGet("{campaignId:guid}/clients", Named)
            .Needs(Rights.CareForClients)
            .WithSummary("Whom a campaign was sent to, by masked names");
    }

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

    /// <param name="after">The last client of the page before.</param>
    static async Task<Results<Ok<Page<Line>>, ProblemHttpResult>> Named(
        Guid campaignId,
        Guid? after,
        RegistrationDb db,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        if (await db.Campaigns.AsNoTracking().FirstOrDefaultAsync(campaign => campaign.Id == campaignId, stop) is not { } sent)
            return Refusal.NotFound.AsProblem();

        var page = await db
            .CampaignTargets.Where(target => target.CampaignId == campaignId && (after == null || target.ClientId > after))
            .OrderBy(target => target.ClientId)
            .Select(target => new Line(
                target.ClientId,
                db.Clients.Where(client => client.Id == target.ClientId).Select(client => client.Name).FirstOrDefault()
            ))
            .ToPage(limit, line => line.ClientId, stop);
        await db.NoteNamesRead("campaign-clients", sent.BranchId, page.Items.Select(line => line.ClientName), stop);
        return TypedResults.Ok(
            page with
            {
                Items = [.. page.Items.Select(line => line with { ClientName = MaskedName.OrNothing(line.ClientName) })],
            }
        );
    }
}
