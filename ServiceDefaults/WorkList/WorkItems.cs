namespace Clinic.ServiceDefaults;

/// <summary>
/// How an act or a reaction says that somebody has something to do, and that it is done. Both count with the next save, in its
/// transaction or not at all; asking again for what is open, and settling what is not, are harmless. Where the state of a noun says it all,
/// the service says it with every save of the noun, by <see cref="WaitingWorks.KeepWork"/>.
/// </summary>
public static class WorkItems
{
    /// <summary>Something waits for this person.</summary>
    /// <param name="subject">What it is about, as the kind says.</param>
    /// <param name="branch">Where the work is.</param>
    /// <param name="dueAt">By when; without it, it is never overdue.</param>
    /// <param name="detail">A second id that the settling act needs.</param>
    public static void AskPerson(
        this ServiceDb db,
        WorkKind kind,
        Guid subject,
        Guid branch,
        Guid person,
        DateTimeOffset? dueAt = null,
        Guid? detail = null
    ) => db.Log.Add(WorkStep.Keeping(new(kind, person, dueAt, detail), subject, branch, db.Clock.GetUtcNow()));

    /// <summary>Something waits for whoever holds the kind's right at this branch.</summary>
    /// <param name="subject">What it is about, as the kind says.</param>
    /// <param name="branch">Where the work is.</param>
    /// <param name="dueAt">By when; without it, it is never overdue.</param>
    /// <param name="detail">A second id that the settling act needs.</param>
    public static void AskPost(
        this ServiceDb db,
        WorkKind kind,
        Guid subject,
        Guid branch,
        DateTimeOffset? dueAt = null,
        Guid? detail = null
    ) => db.Log.Add(WorkStep.Keeping(new(kind, DueAt: dueAt, Detail: detail), subject, branch, db.Clock.GetUtcNow()));

    /// <summary>It is done, or nobody has to do it any more: ends all open items of the kind about the subject.</summary>
    /// <param name="detail">Only those with this second id.</param>
    public static Task SettleWork(this ServiceDb db, WorkKind kind, Guid subject, CancellationToken stop, Guid? detail = null)
    {
        stop.ThrowIfCancellationRequested();
        db.Log.Add(WorkStep.Settling([kind.Code], subject, detail));
        return Task.CompletedTask;
    }

    /// <summary>
    /// Of a kind that can be done only for a while: ends what was due at the branch, or without a due time began, before an instant.
    /// </summary>
    public static void LapseWork(this ServiceDb db, WorkKind kind, Guid branch, DateTimeOffset before) =>
        db.Log.Add(WorkStep.Lapsing(kind, branch, before));
}
