using Clinic.Registration.Appointments;
using Clinic.Registration.Contracts;
using Clinic.Registration.Visits.Triage;

namespace Clinic.Registration.Visits.Departure;

/// <summary>
/// The desk notes that the client left before anyone collected them, with a reason code (WF-07 14). The doctor gets the turn
/// back, and an appointment is expected again. Once; refused after the collection and while the client or a guide has the chart.
/// </summary>
public static class LeaveUntreated
{
    public sealed record Request([property: Form("[A-Za-z0-9-]{1,40}", "1 to 40 letters, digits and hyphens")] string ReasonCode);

    public sealed record Response(VisitState Status, DateTimeOffset LeftAt);

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/departure", Handle)
            .Needs(Rights.CheckIn)
            .WithSummary("The client left untreated")
            .Refuses(VisitRefusals.AnyOutOfOrder, VisitRefusals.ChartIsOut);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request request,
        RegistrationDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();
        if (visit.Leaving.LeftAt is null)
        {
            var now = clock.GetUtcNow();
            await PickupClock.End(db, visit, now, stop);
            await db.CancelDeadlines(WaitingClock.Kind, visit.Id, stop);
            if (visit.Leave(request.ReasonCode, now) is { } refusal)
                return refusal.AsProblem();

            if (visit.DepartmentId is { } department)
            {
                // Another assignment between reading the visit and taking the book changes the visit, so that this save fails.
                var book = (await LockedTriageBook.Take(db, department, stop))!;
                var decision = await db.TriageDecisions.FirstOrDefaultAsync(
                    triageDecision =>
                        triageDecision.VisitId == visitId && triageDecision.ReversedAt == null && triageDecision.DepartmentId == department,
                    stop
                );
                if (decision is not null)
                    await book.Overturn(decision, caller.PersonId, now, stop);
            }
            if (visit.AppointmentId is { } kept && await db.Appointments.FindAsync([kept], stop) is { } appointment)
            {
                appointment.ExpectAgain(policies.Grace(visit.BranchId, now), now);
                await AppointmentClocks.ExpectUntil(db, appointment, stop);
            }
            db.Publish(new PatientLost(visit.Id, visit.BranchId, visit.ClientId, request.ReasonCode, now), visit.CaseId);
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        return TypedResults.Ok(new Response(visit.State, visit.Leaving.LeftAt!.Value));
    }
}
