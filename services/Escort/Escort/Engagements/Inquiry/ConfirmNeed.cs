using Clinic.Escort.Clients;
using Clinic.Escort.Contracts;

namespace Clinic.Escort.Engagements.Inquiry;

/// <summary>
/// The lead goes through content, time and place with the client and tells the price, based on the version read
/// (If-Match). Refused: a client who is not registered in the group, times that make no sense.
/// </summary>
public static class ConfirmNeed
{
    /// <param name="ClinicBranchId">Nothing when the client goes to a hospital outside the group.</param>
    public sealed record Request(
        [property: GivenId] Guid ClientId,
        [property: Text(1000, Lines = true)] string Content,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        [property: Text(200)] string Place,
        decimal PriceTold,
        [property: Form(Currencies.Pattern, Currencies.Words), CurrencyInUse] string Currency,
        [property: GivenId] Guid? ClinicBranchId = null,
        [property: Text(1000, Lines = true)] string? SpecialNeeds = null
    );

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/need", Handle)
            .Needs(Rights.Lead)
            .WithSummary("The lead confirms what the client needs (If-Match)")
            .NeedsIfMatch()
            .Refuses(
                EngagementRefusals.AmountImpossible,
                ClientRefusals.ClientUnknown,
                ClientRefusals.ClientIsMerged(Guid.Empty),
                EngagementRefusals.AnyOutOfOrder,
                EngagementRefusals.TimesImpossible,
                Refusal.AlreadyRecorded
            );

    static async Task<Results<Ok<StepResult>, ProblemHttpResult>> Handle(
        Guid engagementId,
        Request request,
        HttpContext http,
        EscortDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (Amounts.AreImpossible(request.PriceTold, request.Currency))
            return EngagementRefusals.AmountImpossible.AsProblem();
        var engagement = await db.Engagements.FindAsync([engagementId], stop);
        if (engagement is null)
            return Refusal.NotFound.AsProblem();
        var said = request with
        {
            Content = request.Content.Normalized(),
            Place = request.Place.Normalized(),
            SpecialNeeds = request.SpecialNeeds?.Normalized(),
        };
        if (engagement.Need.ConfirmedAt is not null)
            return await db.FirstPageOf(engagement, PageKind.Need).CheckRepeat(db, said, stop) is { } other
                ? other.AsProblem()
                : StepResult.Of(engagement, http.Response);

        if (IfMatch.Check(http.Request, engagement) is { } stale)
            return stale.AsProblem();
        var now = clock.GetUtcNow();
        if (await db.Clients.FindAsync([said.ClientId], stop) is not { FirstSeenAt: not null } client)
            return ClientRefusals.ClientUnknown.AsProblem();
        if (client.MergedInto is { } kept)
            return ClientRefusals.ClientIsMerged(kept).AsProblem();
        if (engagement.ConfirmNeed(said.ClientId, said.ClinicBranchId, said.StartsAt, said.EndsAt, now) is { } refusal)
            return refusal.AsProblem();

        db.Add(FilePage.Of(engagement, PageKind.Need, said, caller.PersonId, now));
        db.Publish(
            new EscortNeedConfirmed(engagement.Id, engagement.BranchId, caller.PersonId, said.ClientId, said.StartsAt, now),
            engagement.Id
        );
        db.BeginConcernOfLead(engagement, now);
        await db.SaveChangesAsync(stop);
        return StepResult.Of(engagement, http.Response);
    }
}
