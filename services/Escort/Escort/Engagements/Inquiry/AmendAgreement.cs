using Clinic.Escort.Clients;
using Clinic.Escort.Escorts;

namespace Clinic.Escort.Engagements.Inquiry;

/// <summary>
/// Lead and client change what was agreed before the service begins, as a new version of the agreement, based on the version read
/// (If-Match); what was confirmed a second time has to be confirmed again. Refused: a time at which the client is
/// accompanied already or the escort cannot be assigned, with every reason.
/// </summary>
public static class AmendAgreement
{
    public sealed record Request(
        [property: Text(1000, Lines = true)] string Content,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        [property: Text(200)] string Place,
        decimal Fee,
        [property: Form(Currencies.Pattern, Currencies.Words), CurrencyInUse] string Currency,
        bool ClientSigned,
        bool HighDifficulty = false
    );

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/amendment", Handle)
            .Needs(Rights.Lead)
            .WithSummary("Changes the agreement before the service (If-Match)")
            .NeedsIfMatch()
            .Refuses(
                EngagementRefusals.EscortIsBusy,
                ProfileRefusals.EscortNotEligible,
                EngagementRefusals.AnyClientIsAccompanied,
                EngagementRefusals.ClientMustSign,
                EngagementRefusals.AmountImpossible,
                EngagementRefusals.AnyOutOfOrder,
                EngagementRefusals.TimesImpossible
            );

    static async Task<Results<Ok<StepResult>, ProblemHttpResult>> Handle(
        Guid engagementId,
        Request request,
        HttpContext http,
        EscortDb db,
        Caller caller,
        PolicyBook policies,
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
        if (engagement.Agreement.Version < 2 || !await db.PagesOf(engagement, PageKind.Agreement).Matches(db, said, stop))
        {
            if (IfMatch.Check(http.Request, engagement) is { } stale)
                return stale.AsProblem();
            var now = clock.GetUtcNow();
            Terms terms = new(said.StartsAt, said.EndsAt, said.Place, new(said.Fee, said.Currency), said.HighDifficulty);
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            if (await Refuses(engagement, terms, db, stop) is { } refused)
                return refused;
            if (engagement.Amend(terms, now) is { } refusal)
                return refusal.AsProblem();

            db.Add(FilePage.Of(engagement, PageKind.Agreement, said, caller.PersonId, now));
            db.BeginConcernOfEscort(engagement, policies, now);
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        return StepResult.Of(engagement, http.Response);
    }

    // Judged like an assignment, with client and escort held, so that nothing agreed or heard of them at this moment is missed.
    static async Task<ProblemHttpResult?> Refuses(Engagement engagement, Terms terms, EscortDb db, CancellationToken stop)
    {
        if (!EngagementStates.Amendable.Contains(engagement.State) || terms.EndsAt <= terms.StartsAt)
            return null;
        var person = await db.IdsOfSamePerson(engagement.ClientId!.Value, stop);
        if (await db.CheckClientIsFree(engagement, person.ConvertAll(client => client.Id), terms, stop) is { } accompanied)
            return accompanied.AsProblem();
        if (engagement.EscortId is not { } escort)
            return null;
        await db.LockSubject(escort, stop);
        var found = await db.EligibilityOf(escort, engagement.BranchId, terms.StartsAt, terms.EndsAt, engagement.Id, stop);
        return found.Eligible ? null : ProfileRefusals.NotEligible(found.Reasons);
    }
}
