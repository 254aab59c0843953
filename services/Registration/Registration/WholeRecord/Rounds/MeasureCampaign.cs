using Clinic.Registration.ClientRecords;
using Clinic.Registration.ClientRecords.Campaigns;

namespace Clinic.Registration.WholeRecord.Rounds;

/// <summary>
/// What came of a campaign by now: visits of those it was sent to, within its days (R-110, WF-35 8). May be measured again. Refused before
/// it was sent.
/// </summary>
public static class MeasureCampaign
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    internal static void Map(RouteGroupBuilder campaigns) =>
        campaigns
            .MapPost("{campaignId:guid}/measurement", Handle)
            .Needs(Rights.CareForClients)
            .WithSummary("Counts who came after a campaign")
            .Refuses(ClientRecordRefusals.CampaignNotSent);

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
        var (sent, until) = (campaign.SentAt, campaign.SentAt?.AddDays(campaign.Days));
        var came = db
            .CampaignTargets.Where(target => target.CampaignId == campaignId)
            .Join(
                db.Visits.Where(visit => visit.Voiding.At == null && visit.Leaving.LeftAt == null),
                target => target.ClientId,
                visit => visit.ClientId,
                (target, visit) => visit
            )
            .Where(visit => visit.CheckedInAt > sent && visit.CheckedInAt <= until);
        if (
            campaign.Measure(
                await came.CountAsync(stop),
                await came.Select(visit => visit.ClientId).Distinct().CountAsync(stop),
                clock.GetUtcNow()
            ) is
            { } refusal
        )
            return refusal.AsProblem();

        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(PlanCampaign.Answer(campaign));
    }
}
