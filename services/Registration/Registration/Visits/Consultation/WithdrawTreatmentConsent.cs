using Clinic.Registration.Contracts;

namespace Clinic.Registration.Visits.Consultation;

/// <summary>
/// The client takes a signed consent back before the treatment ended, and the assigned doctor records why (WF-43); the visit waits for
/// a new consent, and <c>ConsentWithdrawn</c> is said. Refused when none is signed.
/// </summary>
public static class WithdrawTreatmentConsent
{
    public sealed record Request([property: Text(300)] string Reason);

    public sealed record Response(VisitState Status, DateTimeOffset WithdrawnAt);

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/consent-withdrawal", Handle)
            .Needs(Rights.Treat)
            .WithSummary("The client takes a consent back")
            .Refuses(VisitRefusals.AnyOutOfOrder, VisitRefusals.NotTheAssignedDoctor);

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
        var last = await db
            .InformedConsents.Where(informedConsent => informedConsent.VisitId == visitId)
            .OrderByDescending(informedConsent => informedConsent.Ordinal)
            .FirstOrDefaultAsync(stop);
        if (last is not { State: InformedState.Withdrawn, WithdrawalReason: { } said } || said != request.Reason.Normalized())
        {
            var now = clock.GetUtcNow();
            if (visit.WithdrawConsent(caller.PersonId) is { } refusal)
                return refusal.AsProblem();

            last!.Withdraw(request.Reason.Normalized(), now);
            db.Publish(new ConsentWithdrawn(visit.Id, visit.BranchId, now), visit.CaseId);
            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(new Response(visit.State, last.WithdrawnAt!.Value));
    }
}
