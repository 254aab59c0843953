using Clinic.Registration.Appointments;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.Visits.Departure;

/// <summary>
/// The branch manager takes back a completed visit that was entered by mistake, with a reason, based on the version read
/// (If-Match); <c>VisitVoided</c> undoes what followed from it, and an appointment it had fulfilled is given back. The record stays.
/// Refused for a visit that is not completed.
/// </summary>
public static class VoidVisit
{
    /// <param name="ReasonCode">Travels with the fact.</param>
    /// <param name="Reason">In words; stays here.</param>
    public sealed record Request(
        [property: Form("[A-Za-z0-9-]{1,40}", "1 to 40 letters, digits and hyphens")] string ReasonCode,
        [property: Text(500)] string Reason
    );

    public sealed record Response(VisitState Status, DateTimeOffset VoidedAt);

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/void", Handle)
            .Needs(Rights.VoidVisits)
            .WithSummary("Takes back a completed visit (If-Match)")
            .NeedsIfMatch()
            .Refuses(VisitRefusals.AnyOutOfOrder, AppointmentRefusals.SlotTaken, Refusal.AlreadyRecorded);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request request,
        HttpContext http,
        RegistrationDb db,
        AppointmentOfVoidedVisit kept,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();
        if (visit.Voiding.At is null)
        {
            if (IfMatch.Check(http.Request, visit) is { } stale)
                return stale.AsProblem();
            var now = clock.GetUtcNow();
            if (visit.Void(request.ReasonCode, request.Reason.Normalized(), now) is { } refusal)
                return refusal.AsProblem();

            await kept.GiveBack(visit, now, stop);
            await db.SettleWork(AppointmentWork.ComeBack, visit.ClientId, stop, visit.Id);
            db.Publish(new VisitVoided(visit.Id, visit.BranchId, request.ReasonCode, now, visit.EventVersion), visit.CaseId);
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        else if (!visit.Voiding.IsFor(request.ReasonCode, request.Reason.Normalized()))
        {
            return Refusal.AlreadyRecorded.AsProblem();
        }
        return TypedResults.Ok(new Response(visit.State, visit.Voiding.At!.Value));
    }
}
