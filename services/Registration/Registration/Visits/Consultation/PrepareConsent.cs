namespace Clinic.Registration.Visits.Consultation;

/// <summary>
/// The assigned doctor prepares the form the client will sign: purpose, method and cautions of the plan, and its items, each of which
/// may be declined (WF-43, WF-07 7). Once per version of the plan. Refused before there is a plan and after the client decided.
/// </summary>
public static class PrepareConsent
{
    public sealed record Request(
        [property: Text(2000, Lines = true)] string Purpose,
        [property: Text(2000, Lines = true)] string Method,
        [property: Text(2000, Lines = true)] string Cautions,
        [property: Text(200, Items = 50)] IReadOnlyList<string> Items
    );

    public sealed record Response(InformedState Status, int PlanVersion, DateTimeOffset PreparedAt, DateTimeOffset? ExplainedAt);

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/consent-form", Handle)
            .Needs(Rights.Treat)
            .WithSummary("Prepares the form of a consent")
            .Refuses(
                VisitRefusals.FormNeedsItems,
                VisitRefusals.AnyOutOfOrder,
                VisitRefusals.NotTheAssignedDoctor,
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
        if (request.Items.Count == 0)
            return VisitRefusals.FormNeedsItems.AsProblem();
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();
        var consent = await db.ConsentTo(visit, stop);
        if (consent is null)
        {
            if (visit.State != VisitState.Planned)
                return VisitRefusals.OutOfOrder(visit.State).AsProblem();
            if (caller.PersonId != visit.DoctorId)
                return VisitRefusals.NotTheAssignedDoctor.AsProblem();

            var now = clock.GetUtcNow();
            db.Add(consent = await db.NewConsent(visit, request.Items.Distinct().Count(), now, stop));
            db.Add(ChartEntry.Of(visit, ChartPart.ConsentForm, request, caller.PersonId, now, consent.Ordinal));
            await db.SaveChangesAsync(stop);
        }
        else if (consent.Items is null || !await db.PagesOf(visit, ChartPart.ConsentForm).Matches(db, request, stop))
        {
            return Refusal.AlreadyRecorded.AsProblem();
        }
        return TypedResults.Ok(Answer(consent));
    }

    internal static Response Answer(InformedConsent consent) =>
        new(consent.State, consent.PlanVersion, consent.PreparedAt, consent.ExplainedAt);
}

/// <summary>The consents of a visit.</summary>
static class ConsentsOfVisit
{
    /// <summary>The consent to the version of the plan that counts, unless it was taken back.</summary>
    public static Task<InformedConsent?> ConsentTo(this RegistrationDb db, Visit visit, CancellationToken stop) =>
        db
            .InformedConsents.Where(informedConsent =>
                informedConsent.VisitId == visit.Id
                && informedConsent.PlanVersion == visit.Treatment.PlanVersion
                && informedConsent.State != InformedState.Withdrawn
            )
            .OrderByDescending(informedConsent => informedConsent.Ordinal)
            .FirstOrDefaultAsync(stop);

    /// <summary>A new one, the next of the visit.</summary>
    public static async Task<InformedConsent> NewConsent(
        this RegistrationDb db,
        Visit visit,
        int? items,
        DateTimeOffset now,
        CancellationToken stop
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            BranchId = visit.BranchId,
            VisitId = visit.Id,
            PlanVersion = visit.Treatment.PlanVersion,
            Items = items,
            PreparedAt = now,
            Ordinal = 1 + await db.InformedConsents.CountAsync(informedConsent => informedConsent.VisitId == visit.Id, stop),
        };
}
