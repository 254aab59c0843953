namespace Clinic.Registration.Visits.Waiting;

/// <summary>
/// The triage officer puts somebody before another who waits for the same doctor or, before triage, at all, with a reason that
/// stays on record: all clients are alike, also the key ones. Once under its id. Refused when either does not
/// wait any more, or stands behind already.
/// </summary>
public static class JumpQueue
{
    /// <param name="BeforeVisitId">Who is passed.</param>
    public sealed record Request([property: GivenId] Guid Id, [property: GivenId] Guid BeforeVisitId, [property: Text(300)] string Reason);

    public sealed record Response(Guid VisitId, DateTimeOffset QueueAt);

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/queue-jump", Handle)
            .Needs(Rights.Triage)
            .WithSummary("Gives another place in the queue, for a reason")
            .Refuses(VisitRefusals.NothingToPass, VisitRefusals.NotWaiting, Refusal.IdTaken);

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
        var passed = await db.Visits.FindAsync([request.BeforeVisitId], stop);
        if (visit is null || passed is null || visit.BranchId != passed.BranchId)
            return Refusal.NotFound.AsProblem();

        var known = await db.QueueJumps.FindAsync([request.Id], stop);
        if (known is null)
        {
            var to = passed.Way.QueueAt.AddTicks(-TimeSpan.TicksPerMicrosecond);
            if (!passed.IsWaiting || passed.Day != visit.Day || passed.DoctorId != visit.DoctorId || visit.Way.QueueAt <= to)
                return VisitRefusals.NothingToPass.AsProblem();
            known = new()
            {
                Id = request.Id,
                VisitId = visitId,
                BranchId = visit.BranchId,
                From = visit.Way.QueueAt,
                To = to,
                Reason = request.Reason.Normalized(),
                By = caller.PersonId,
                At = clock.GetUtcNow(),
            };
            if (visit.JumpTo(to) is { } refusal)
                return refusal.AsProblem();

            db.Add(known);
            if (!await db.TrySaveNew(stop))
                return Refusal.ChangedMeanwhile.AsProblem();
        }
        return (known.VisitId, known.Reason) == (visitId, request.Reason.Normalized())
            ? TypedResults.Ok(new Response(visitId, known.To))
            : Refusal.IdTaken.AsProblem();
    }
}
