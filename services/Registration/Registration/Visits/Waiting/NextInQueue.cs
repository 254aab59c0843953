namespace Clinic.Registration.Visits.Waiting;

/// <summary>
/// Who of those who wait for one doctor is seen next: whoever stands first in the queue. Another one comes first only
/// after a queue jump with its reason is on record.
/// </summary>
static class NextInQueue
{
    /// <summary>Off where a branch calls its clients in another way.</summary>
    static readonly Policy<bool> InOrder = new("waiting.inOrder", true, false, true, "(四) and 003-2 六 (R-134, R-202)");

    sealed record Earlier(Guid VisitId, string Ticket);

    /// <summary>Null when nobody of whom the doctor was not told yet stands before this client.</summary>
    public static Task<ProblemHttpResult?> WhyNotTold(
        this RegistrationDb db,
        Visit visit,
        PolicyBook policies,
        DateTimeOffset now,
        CancellationToken stop
    ) => WhyNot(db, visit, [VisitState.Triaged], policies, now, stop);

    /// <summary>Null when nobody who waits for the doctor stands before this client.</summary>
    public static Task<ProblemHttpResult?> WhyNotCollected(
        this RegistrationDb db,
        Visit visit,
        PolicyBook policies,
        DateTimeOffset now,
        CancellationToken stop
    ) => WhyNot(db, visit, [VisitState.Triaged, VisitState.DoctorNotified], policies, now, stop);

    // Whoever is out of sight or not registered yet cannot be seen, and holds nobody up.
    static async Task<ProblemHttpResult?> WhyNot(
        RegistrationDb db,
        Visit visit,
        VisitState[] states,
        PolicyBook policies,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        if (!policies.Value(InOrder, visit.BranchId, now))
            return null;
        var earlier = await WaitingQueue
            .InOrder(db, visit.BranchId, visit.Day)
            .Where(other =>
                other.Id != visit.Id
                && other.DoctorId == visit.DoctorId
                && states.Contains(other.State)
                && other.Waiting.AwaySince == null
                && other.Way.RegisteredAt != null
                && (
                    other.Way.QueueAt < visit.Way.QueueAt
                    || (other.Way.QueueAt == visit.Way.QueueAt && other.TicketNumber < visit.TicketNumber)
                )
            )
            .FirstOrDefaultAsync(stop);
        if (earlier is null)
            return null;

        var problem = Problems.Of(VisitRefusals.NotNext);
        problem.Extensions["next"] = new Earlier(earlier.Id, earlier.Ticket);
        return TypedResults.Problem(problem);
    }
}
