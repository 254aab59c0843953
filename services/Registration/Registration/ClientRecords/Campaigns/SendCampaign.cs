using Clinic.Registration.ClientRecords.Clients;

namespace Clinic.Registration.ClientRecords.Campaigns;

/// <summary>
/// A campaign goes out, once: to those clients of its group who agreed to this kind of contact now (R-110, AC-19), at most 5,000, the
/// longest known first. Who they are is written down; calling or writing to each is work of its own.
/// </summary>
public static class SendCampaign
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    const int Most = 5_000;

    internal static void Map(RouteGroupBuilder campaigns) =>
        campaigns
            .MapPost("{campaignId:guid}/sending", Handle)
            .Needs(Rights.CareForClients)
            .WithSummary("Sends a campaign to those who agreed");

    static async Task<Results<Ok<PlanCampaign.Response>, ProblemHttpResult>> Handle(
        Guid campaignId,
        Request _,
        RegistrationDb db,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var campaign = await db.Campaigns.FindAsync([campaignId], stop);
        if (campaign is null)
            return Refusal.NotFound.AsProblem();
        if (campaign.SentAt is null)
        {
            var targets = await db
                .Clients.Where(client =>
                    client.BranchId == campaign.BranchId
                    && client.Segment == campaign.Segment
                    && client.MergedInto == null
                    && (campaign.Kind == ConsentKind.Care ? client.CareConsent : client.MarketingConsent)
                )
                .OrderBy(client => client.Id)
                .Select(client => client.Id)
                .Take(Most)
                .ToListAsync(stop);
            campaign.Send(targets.Count, clock.GetUtcNow());
            db.AddRange(
                targets.Select(client => new CampaignTarget
                {
                    CampaignId = campaign.Id,
                    ClientId = client,
                    BranchId = campaign.BranchId,
                })
            );
            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(PlanCampaign.Answer(campaign));
    }
}
