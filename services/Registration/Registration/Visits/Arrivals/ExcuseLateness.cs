namespace Clinic.Registration.Visits.Arrivals;

/// <summary>
/// The branch manager excuses a late greeting or collection with a reason; figures show it apart and still count
/// it. Once. Refused: what was not late, one's own lateness, another reason than the one on record.
/// </summary>
public static class ExcuseLateness
{
    public sealed record Request([property: Text(300)] string Reason);

    public sealed record Response(LateStep Step, DateTimeOffset ExcusedAt);

    internal static void Map(RouteGroupBuilder visits)
    {
        visits
            .MapPost(
                "{visitId:guid}/greeting-excuse",
                (Guid visitId, Request request, RegistrationDb db, Caller caller, TimeProvider clock, CancellationToken stop) =>
                    Excused(visitId, LateStep.Greeting, request, db, caller, clock, stop)
            )
            .Needs(Rights.Excuse)
            .WithSummary("Excuses a late greeting with a reason")
            .Refuses(VisitRefusals.NothingToExcuse, VisitRefusals.OwnLateness, Refusal.AlreadyRecorded);
        visits
            .MapPost(
                "{visitId:guid}/pickup-excuse",
                (Guid visitId, Request request, RegistrationDb db, Caller caller, TimeProvider clock, CancellationToken stop) =>
                    Excused(visitId, LateStep.Pickup, request, db, caller, clock, stop)
            )
            .Needs(Rights.Excuse)
            .WithSummary("Excuses a late collection with a reason")
            .Refuses(VisitRefusals.NothingToExcuse, VisitRefusals.OwnLateness, Refusal.AlreadyRecorded);
    }

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Excused(
        Guid visitId,
        LateStep step,
        Request request,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var arrival = await db.Arrivals.FindAsync([visitId], stop);
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (arrival is null || (step == LateStep.Pickup && visit is null))
            return Refusal.NotFound.AsProblem();

        var known = await db.Excuses.FindAsync([visitId, step], stop);
        if (known is null)
        {
            if (!(step == LateStep.Greeting ? arrival.GreetingLate : visit!.Pickup.Overdue))
                return VisitRefusals.NothingToExcuse.AsProblem();
            Guid?[] late =
                step == LateStep.Greeting ? [arrival.GreetedBy ?? arrival.RecordedBy] : [visit!.DoctorId, visit.Pickup.CollectedBy];
            if (late.Contains(caller.PersonId))
                return VisitRefusals.OwnLateness.AsProblem();

            known = new()
            {
                VisitId = visitId,
                Step = step,
                BranchId = arrival.BranchId,
                Reason = request.Reason.Normalized(),
                By = caller.PersonId,
                At = clock.GetUtcNow(),
            };
            db.Add(known);
            await db.SettleWork(step == LateStep.Greeting ? VisitWork.ExcuseGreeting : VisitWork.ExcusePickup, visitId, stop);
            if (!await db.TrySaveNew(stop))
                return Refusal.ChangedMeanwhile.AsProblem();
        }
        else if (known.Reason != request.Reason.Normalized())
        {
            return Refusal.AlreadyRecorded.AsProblem();
        }
        return TypedResults.Ok(new Response(step, known.At));
    }
}
