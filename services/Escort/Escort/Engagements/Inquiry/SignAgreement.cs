using Clinic.Escort.Branches;
using Clinic.Escort.Clients;
using Clinic.Escort.Contracts;

namespace Clinic.Escort.Engagements.Inquiry;

/// <summary>
/// Lead and client sign: content, time, place and fee stand, and who brought the client, if they are new, is fixed for
/// good. Based on the version read (If-Match). Refused: an unsigned side, times or a fee that make no sense, a referrer who is
/// not an escort of the group or is the one who signs, a client who is not new, has another referrer or is accompanied at this time
/// already.
/// </summary>
public static class SignAgreement
{
    /// <param name="ReferrerId">The escort who brought the client.</param>
    /// <param name="HighDifficulty">Marked before the service .</param>
    public sealed record Request(
        [property: Text(1000, Lines = true)] string Content,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        [property: Text(200)] string Place,
        decimal Fee,
        [property: Form(Currencies.Pattern, Currencies.Words), CurrencyInUse] string Currency,
        bool ClientSigned,
        [property: GivenId] Guid? ReferrerId = null,
        bool HighDifficulty = false
    );

    public sealed record Response(Guid Id, EngagementState Status, string AgreementNumber, bool NewClient, [Employee] Guid? ReferrerId);

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/agreement", Handle)
            .Needs(Rights.Lead)
            .WithSummary("Lead and client sign the agreement (If-Match)")
            .NeedsIfMatch()
            .Refuses(
                EngagementRefusals.ClientMustSign,
                EngagementRefusals.AmountImpossible,
                EngagementRefusals.AnyOutOfOrder,
                ClientRefusals.OwnReferral,
                ClientRefusals.ReferrerUnknown,
                ClientRefusals.ClientHasReferrer,
                ClientRefusals.ClientNotNew,
                EngagementRefusals.TimesImpossible,
                EngagementRefusals.AnyClientIsAccompanied,
                BranchRefusals.BranchUnknown,
                Refusal.AlreadyRecorded
            );

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid engagementId,
        Request request,
        HttpContext http,
        EscortDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (!request.ClientSigned)
            return EngagementRefusals.ClientMustSign.AsProblem();
        if (Amounts.AreImpossible(request.Fee, request.Currency))
            return EngagementRefusals.AmountImpossible.AsProblem();
        var engagement = await db.Engagements.FindAsync([engagementId], stop);
        if (engagement is null)
            return Refusal.NotFound.AsProblem();
        var said = request with { Content = request.Content.Normalized(), Place = request.Place.Normalized() };
        if (engagement.Agreement.SignedAt is not null)
            return await db.FirstPageOf(engagement, PageKind.Agreement).CheckRepeat(db, said, stop) is { } other
                ? other.AsProblem()
                : Answer(engagement, http.Response);
        if (IfMatch.Check(http.Request, engagement) is { } stale)
            return stale.AsProblem();
        if (engagement.State != EngagementState.NeedConfirmed)
            return EngagementRefusals.OutOfOrder(engagement.State).AsProblem();
        if (await Sign(engagement, said, db, caller, clock.GetUtcNow(), stop) is { } refusal)
            return refusal.AsProblem();

        return Answer(engagement, http.Response);
    }

    static Ok<Response> Answer(Engagement engagement, HttpResponse answer)
    {
        IfMatch.Tell(answer, engagement);
        return TypedResults.Ok(
            new Response(
                engagement.Id,
                engagement.State,
                engagement.AgreementNumber!,
                engagement.Agreement.NewClient,
                engagement.Agreement.ReferrerId
            )
        );
    }

    // Everyone else who signs with the same person waits here, so that new is judged by one after the other.
    static async Task<Refusal?> Sign(
        Engagement engagement,
        Request said,
        EscortDb db,
        Caller caller,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var person = await db.IdsOfSamePerson(engagement.ClientId!.Value, stop);
        var client = await db.ClientOrNew(engagement.ClientId.Value, stop);
        var ids = person.ConvertAll(knownClient => knownClient.Id);
        var standing = await db
            .Referrals.Where(referral => ids.Contains(referral.ClientId))
            .OrderBy(referral => referral.AgreedAt)
            .FirstOrDefaultAsync(stop);
        var isNew = person.TrueForAll(knownClient => knownClient.IsNewFor(engagement.Id));
        if (await CheckReferral(said.ReferrerId, standing, isNew, db, caller, stop) is { } no)
            return no;

        Terms terms = new(said.StartsAt, said.EndsAt, said.Place, new(said.Fee, said.Currency), said.HighDifficulty);
        if (await db.CheckClientIsFree(engagement, ids, terms, stop) is { } accompanied)
            return accompanied;
        if (await db.NextNumber(NumberCounter.Agreements, engagement.BranchId, now, stop) is not { } number)
            return BranchRefusals.BranchUnknown;
        if (engagement.Agree(terms, number, isNew, standing?.ReferrerId ?? said.ReferrerId, caller.PersonId, now) is { } refusal)
            return refusal;

        client.Engage(engagement.Id);
        if (standing is null && said.ReferrerId is { } referrer)
            db.Add(Referral.Of(engagement.Id, engagement.ClientId.Value, referrer, now));
        db.Add(FilePage.Of(engagement, PageKind.Agreement, said, caller.PersonId, now));
        db.Publish(
            new ServiceAgreementSigned(
                engagement.Id,
                engagement.BranchId,
                number,
                client.Id,
                isNew,
                engagement.Agreement.ReferrerId,
                engagement.TimeAndPlace.StartsAt!.Value,
                now
            ),
            engagement.Id
        );
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return null;
    }

    static async Task<Refusal?> CheckReferral(
        Guid? referrer,
        Referral? standing,
        bool isNew,
        EscortDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        if (referrer is not { } named)
            return null;
        if (named == caller.PersonId)
            return ClientRefusals.OwnReferral;
        if (
            await db.Profiles.AsNoTracking().FirstOrDefaultAsync(escortProfile => escortProfile.Id == named, stop)
            is not { IsEscort: true, WorksHere: true }
        )
            return ClientRefusals.ReferrerUnknown;
        if (standing is not null && standing.ReferrerId != named)
            return ClientRefusals.ClientHasReferrer;
        return isNew ? null : ClientRefusals.ClientNotNew;
    }
}
