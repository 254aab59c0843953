using Clinic.Registration.ClientRecords.Consents;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.Visits.Consultation;

/// <summary>
/// The assigned doctor records what was disclosed (R-136: cause, prognosis, risk, price, cycle), that the client understood and
/// agreed, and what the client declined. A client who declines everything goes on to the desk untreated, whatever
/// was disclosed by then, and is said to be lost. Where a form was prepared it was explained before, and only its items are
/// declined; without one this act stands for all three (WF-43).
/// </summary>
public static class RecordConsent
{
    public sealed record Disclosures(bool Cause, bool Prognosis, bool Risk, bool Price, bool Cycle)
    {
        internal bool All() => Cause && Prognosis && Risk && Price && Cycle;
    }

    /// <param name="SignedBy">The client, or a guardian .</param>
    /// <param name="DeclinedBecause">A code that travels with the fact, when the client declines the plan.</param>
    /// <param name="Confident">Whether the client feels prepared and confident; with a form it was asked at the
    /// explanation.</param>
    public sealed record Request(
        Disclosures Disclosures,
        bool Understood,
        bool Agreed,
        [property: Text(200, Items = 50)] IReadOnlyList<string> DeclinedItems,
        SignedBy SignedBy = SignedBy.Client,
        [property: Form("[A-Za-z0-9-]{1,40}", "1 to 40 letters, digits and hyphens")] string? DeclinedBecause = null,
        bool? Confident = null
    );

    public sealed record Response(VisitState Status, DateTimeOffset ConsentedAt, int DeclinedItems);

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/consent", Handle)
            .Needs(Rights.Treat)
            .WithSummary("Records the client's decision after five disclosures")
            .Refuses(
                VisitRefusals.AnyOutOfOrder,
                VisitRefusals.NotTheAssignedDoctor,
                VisitRefusals.DisclosuresIncomplete,
                VisitRefusals.NotUnderstood,
                VisitRefusals.ConsentDecided,
                VisitRefusals.DeclinedItemUnknown,
                VisitRefusals.ConsentNotExplained,
                VisitRefusals.NothingAgreed,
                Refusal.AlreadyRecorded
            );

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request request,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();
        if (visit.Treatment.ConsentedAt is not null)
            return await db.PagesOf(visit, ChartPart.Consent).CheckRepeat(db, request, stop) is { } other
                ? other.AsProblem()
                : Answer(visit, request);

        var (now, declined) = (clock.GetUtcNow(), request.DeclinedItems.Distinct().ToArray());
        var consent = await db.ConsentTo(visit, stop);
        if (visit.Consent(caller.PersonId, request.Disclosures.All(), request.Understood, request.Agreed, now) is { } refusal)
            return refusal.AsProblem();
        if (consent is null)
        {
            db.Add(consent = await db.NewConsent(visit, items: null, now, stop));
            consent.Explain(allDisclosed: true, request.Confident, now);
        }
        else if (consent.Items is null)
        {
            // Without a form a consent begins and ends with this act: somebody else just did it.
            return Refusal.ChangedMeanwhile.AsProblem();
        }
        else if (!await AreOnForm(db, visit, consent, declined, stop))
        {
            return VisitRefusals.DeclinedItemUnknown.AsProblem();
        }
        if (consent.Decide(request.Agreed, declined.Length, request.SignedBy, now) is { } no)
            return no.AsProblem();

        db.Add(ChartEntry.Of(visit, ChartPart.Consent, request, caller.PersonId, now, consent.Ordinal));
        if (request.Agreed)
            db.Publish(new ConsentSigned(visit.Id, visit.BranchId, declined.Length, now), visit.CaseId);
        else
            db.Publish(
                new PatientLost(visit.Id, visit.BranchId, visit.ClientId, request.DeclinedBecause ?? "PlanDeclined", now),
                visit.CaseId
            );
        await db.SaveChangesAsync(stop);
        return Answer(visit, request);
    }

    static Ok<Response> Answer(Visit visit, Request request) =>
        TypedResults.Ok(new Response(visit.State, visit.Treatment.ConsentedAt!.Value, request.DeclinedItems.Distinct().Count()));

    // what is declined is something that was on the form.
    static async Task<bool> AreOnForm(
        RegistrationDb db,
        Visit visit,
        InformedConsent consent,
        IEnumerable<string> declined,
        CancellationToken stop
    )
    {
        var page = await db.ChartEntries.SingleAsync(
            entry => entry.VisitId == visit.Id && entry.Kind == ChartPart.ConsentForm && entry.Version == consent.Ordinal,
            stop
        );
        await db.Open([page], stop);
        return !declined.Except(page.Read<PrepareConsent.Request>()?.Items ?? []).Any();
    }
}
