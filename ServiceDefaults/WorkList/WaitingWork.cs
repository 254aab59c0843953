namespace Clinic.ServiceDefaults;

/// <summary>One thing that waits about a noun, as the noun's state says.</summary>
/// <param name="Person">For whom; nobody when it waits for whoever holds the kind's right at the branch.</param>
/// <param name="DueAt">By when; without it, it is never overdue.</param>
/// <param name="Detail">A second id that the settling act needs.</param>
/// <param name="Except">Whoever is not shown it, although they hold the right: they are concerned, or a second person is asked for.</param>
public sealed record WaitingWork(
    WorkKind Kind,
    Guid? Person = null,
    DateTimeOffset? DueAt = null,
    Guid? Detail = null,
    IReadOnlyCollection<Guid>? Except = null
);

/// <summary>How a noun says at once everything that waits about it, for nouns whose state tells it.</summary>
public static class WaitingWorks
{
    /// <summary>
    /// The rows of a kind that the save adds or changes; in the round after an upgrade those that are looked at as if it did.
    /// </summary>
    public static IReadOnlyList<TRow> Changing<TRow>(this ServiceDb db)
        where TRow : class =>
        [
            .. db
                .ChangeTracker.Entries<TRow>()
                .Where(entry => entry.State is EntityState.Added or EntityState.Modified || db.IsReconsidered(entry.Entity))
                .Select(entry => entry.Entity),
        ];

    /// <summary>
    /// True when nothing of the row changes and it is only looked at once more, because it was open before there was a work list.
    /// </summary>
    public static bool IsReconsidered(this ServiceDb db, object row) => db.Reconsidered.Contains(row);

    /// <summary>
    /// What waits about a subject from the next save on: what is not named any more ends, what is new begins, and what goes on keeps since
    /// when it waits.
    /// </summary>
    /// <param name="of">The kinds that the state tells of; items of other kinds stay as they are.</param>
    /// <param name="waiting">What waits now.</param>
    public static void KeepWork(
        this ServiceDb db,
        Guid subject,
        Guid branch,
        IReadOnlyCollection<WorkKind> of,
        IReadOnlyCollection<WaitingWork> waiting
    )
    {
        db.Log.Add(WorkStep.SettlingOthers(of.Select(kind => kind.Code), subject, waiting));
        foreach (var work in waiting)
            db.Log.Add(WorkStep.Keeping(work, subject, branch, db.Clock.GetUtcNow()));
    }
}
