namespace Clinic.Feedback.Complaints;

/// <summary>Where a complaint stands after a step.</summary>
public sealed record Standing(
    Guid Id,
    ComplaintState Status,
    string? NextStep,
    int Rounds,
    int Version,
    DateTimeOffset FirstResponseDueAt,
    DateTimeOffset ResolutionDueAt
)
{
    internal static Standing Of(Complaint complaint) =>
        new(
            complaint.Id,
            complaint.State,
            Complaint.StepAfter(complaint.State),
            complaint.Rounds,
            complaint.SaidVersion,
            complaint.FirstResponseDueAt,
            complaint.ResolutionDueAt
        );
}

/// <summary>
/// How every step of a complaint is taken: one at a time, by nobody who is concerned, with its words written down. The same
/// step with the same words again is answered with where the complaint stands.
/// </summary>
sealed class Proceeding(FeedbackDb db, Caller caller, TimeProvider clock, IHttpContextAccessor http)
{
    /// <summary>Decides about a complaint; what it adds and says is saved with the step.</summary>
    public delegate Task<Refusal?> Decide(Complaint complaint, DateTimeOffset now);

    /// <summary>Takes a step.</summary>
    public Task<Results<Ok<Standing>, ProblemHttpResult>> Take<T>(Guid id, StepKind kind, T words, Decide decide, CancellationToken stop) =>
        Take(id, kind, words, decide, matched: false, stop);

    /// <summary>Takes a step that is based on what was read (If-Match).</summary>
    public Task<Results<Ok<Standing>, ProblemHttpResult>> TakeMatched<T>(
        Guid id,
        StepKind kind,
        T words,
        Decide decide,
        CancellationToken stop
    ) => Take(id, kind, words, decide, matched: true, stop);

    async Task<Results<Ok<Standing>, ProblemHttpResult>> Take<T>(
        Guid id,
        StepKind kind,
        T words,
        Decide decide,
        bool matched,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockSubject(id, stop);
        if (await db.Complaints.FindAsync([id], stop) is not { } complaint)
            return Refusal.NotFound.AsProblem();
        if (complaint.Concerns(caller.PersonId))
            return ComplaintRefusals.ConcernedPerson.AsProblem();

        var context = http.HttpContext!;
        var stale = matched ? IfMatch.Refuses(context.Request, complaint) : null;
        var now = clock.GetUtcNow();
        if (await decide(complaint, now) is { } refusal)
            return await WasTaken(id, kind, words, stop) ? TypedResults.Ok(Standing.Of(complaint)) : refusal.AsProblem();
        if (stale is not null)
            return stale.AsProblem();

        db.Add(ComplaintStep.Of(complaint, kind, words, caller.PersonId, now));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        IfMatch.Tell(context.Response, complaint);
        return TypedResults.Ok(Standing.Of(complaint));
    }

    Task<bool> WasTaken<T>(Guid id, StepKind kind, T words, CancellationToken stop) =>
        db.ComplaintSteps.Where(step => step.ComplaintId == id && step.Kind == kind && step.TakenBy == caller.PersonId).Says(words, stop);
}
