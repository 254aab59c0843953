namespace Clinic.Registration.Visits.Consultation;

/// <summary>
/// The assigned doctor explains a prepared form: the five disclosures, and asks whether the client feels prepared and confident
/// . May be done again until the client decides. Refused without a form and with a disclosure left out.
/// </summary>
public static class ExplainConsent
{
    public sealed record Request(RecordConsent.Disclosures Disclosures, bool Confident);

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/consent-explanation", Handle)
            .Needs(Rights.Treat)
            .WithSummary("Explains the form of a consent")
            .Refuses(
                VisitRefusals.NoConsentForm,
                VisitRefusals.NotTheAssignedDoctor,
                VisitRefusals.ConsentDecided,
                VisitRefusals.DisclosuresIncomplete
            );

    static async Task<Results<Ok<PrepareConsent.Response>, ProblemHttpResult>> Handle(
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
        if (await db.ConsentTo(visit, stop) is not { } consent)
            return VisitRefusals.NoConsentForm.AsProblem();
        if (caller.PersonId != visit.DoctorId)
            return VisitRefusals.NotTheAssignedDoctor.AsProblem();
        if (consent.State != InformedState.Explained || consent.Confident != request.Confident)
        {
            if (consent.Explain(request.Disclosures.All(), request.Confident, clock.GetUtcNow()) is { } refusal)
                return refusal.AsProblem();

            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(PrepareConsent.Answer(consent));
    }
}
