using Clinic.Registration.Premises.Staff;

namespace Clinic.Registration.Visits.Consultation;

/// <summary>One order carried out during a treatment, with how the client reacted; a page of the chart.</summary>
public sealed class TreatmentStep : IBranchScoped, IAppendOnly, IHasSealedTexts
{
    public Guid Id { get; init; }
    public Guid VisitId { get; init; }
    public Guid BranchId { get; init; }
    public required SealedText Step { get; init; }
    public required SealedText Observation { get; init; }
    public Guid By { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Whose chart it was when it was written, also after a merge.</summary>
    public Guid SubjectId { get; init; }
}

/// <summary>
/// The assigned doctor or a nurse carries out an order and notes how the client reacted, each once under its id. Refused
/// without a consent on record, after the treatment, and, where the branch is paid before, until everything charged is
/// paid.
/// </summary>
public static class CarryOutOrder
{
    public sealed record Request(
        [property: GivenId] Guid Id,
        [property: Text(1000, Lines = true)] string Step,
        [property: Text(1000, Lines = true)] string Observation
    );

    public sealed record Response(VisitState Status, Guid Id, DateTimeOffset At);

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/treatment-steps", Handle)
            .Needs(Rights.Treat)
            .WithSummary("Carries out an order; notes the reaction")
            .Refuses(VisitRefusals.PaymentDue, VisitRefusals.AnyOutOfOrder, VisitRefusals.NotTheDoctorOrANurse, Refusal.IdTaken);

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request request,
        RegistrationDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();

        var known = await db.TreatmentSteps.FindAsync([request.Id], stop);
        if (known is null)
        {
            if (await db.CheckPayment(visit, policies, stop) is { } unpaid)
                return unpaid.AsProblem();
            if (visit.BeginTreatment(caller.PersonId, await db.IsNurse(caller.PersonId, visit.BranchId, stop)) is { } refusal)
                return refusal.AsProblem();

            var now = clock.GetUtcNow();
            TreatmentStep step = new()
            {
                Id = request.Id,
                VisitId = visitId,
                BranchId = visit.BranchId,
                Step = request.Step.Normalized(),
                Observation = request.Observation.Normalized(),
                By = caller.PersonId,
                At = now,
                SubjectId = visit.ClientId,
            };
            db.Add(step);
            if (await db.TrySaveNew(stop))
                return TypedResults.Created($"/visits/{visitId}", new Response(visit.State, step.Id, step.At));
            known = await db.TreatmentSteps.FindAsync([request.Id], stop);
        }
        if (known is null)
            return Refusal.IdTaken.AsProblem();
        await db.Open([known], stop);
        return
            (known.VisitId, known.Step.Read(), known.Observation.Read())
            == (visitId, request.Step.Normalized(), request.Observation.Normalized())
            ? TypedResults.Ok(new Response(visit.State, known.Id, known.At))
            : Refusal.IdTaken.AsProblem();
    }
}
