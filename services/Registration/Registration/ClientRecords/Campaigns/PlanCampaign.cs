using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.ClientRecords.Campaigns;

/// <summary>
/// Whoever cares for clients plans care or marketing for one group of the branch. The same body again answers the same; refused: an
/// unknown branch (404), disclosures, which are no campaign.
/// </summary>
public static class PlanCampaign
{
    /// <param name="Days">For how many days after the sending a visit counts.</param>
    public sealed record Request(
        [property: GivenId] Guid Id,
        [property: GivenId] Guid BranchId,
        [property: Text(100)] string Title,
        ConsentKind Kind,
        ClientSegment Segment,
        DateOnly PlannedFor,
        [property: Range(1, 365)] int Days = 30
    );

    public sealed record Response(
        Guid Id,
        [Place] Guid BranchId,
        string Title,
        ConsentKind Kind,
        ClientSegment Segment,
        DateOnly PlannedFor,
        int Days,
        CampaignState Status,
        DateTimeOffset? SentAt,
        int Reach,
        int? Visits,
        int? Visitors
    );

    internal static void Map(RouteGroupBuilder campaigns) =>
        campaigns
            .MapPost("", Handle)
            .Needs(Rights.CareForClients)
            .WithSummary("Plans care or marketing for a group of clients")
            .Refuses(ClientRecordRefusals.CampaignIsNoDisclosure, Refusal.IdTaken);

    internal static Response Answer(Campaign campaign) =>
        new(
            campaign.Id,
            campaign.BranchId,
            campaign.Title,
            campaign.Kind,
            campaign.Segment,
            campaign.PlannedFor,
            campaign.Days,
            campaign.State,
            campaign.SentAt,
            campaign.Reach,
            campaign.Visits,
            campaign.Visitors
        );

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        if (request.Kind == ConsentKind.Disclosure)
            return ClientRecordRefusals.CampaignIsNoDisclosure.AsProblem();
        if (!caller.WorksIn(request.BranchId) || !await db.Branches.AnyAsync(branch => branch.Id == request.BranchId, stop))
            return Refusal.NotFound.AsProblem();

        var known = await db.Campaigns.FindAsync([request.Id], stop);
        if (known is null)
        {
            Campaign campaign = new()
            {
                Id = request.Id,
                BranchId = request.BranchId,
                Title = request.Title.Normalized(),
                Kind = request.Kind,
                Segment = request.Segment,
                PlannedFor = request.PlannedFor,
                Days = request.Days,
                PlannedBy = caller.PersonId,
            };
            db.Add(campaign);
            if (await db.TrySaveNew(stop))
                return TypedResults.Created($"/campaigns?branch={campaign.BranchId}", Answer(campaign));
            known = await db.Campaigns.FindAsync([request.Id], stop);
        }
        return
            known is not null
            && (known.BranchId, known.Title, known.Kind, known.Segment, known.PlannedFor, known.Days)
                == (request.BranchId, request.Title.Normalized(), request.Kind, request.Segment, request.PlannedFor, request.Days)
            ? TypedResults.Ok(Answer(known))
            : Refusal.IdTaken.AsProblem();
    }
}
