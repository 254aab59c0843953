namespace Clinic.ServiceDefaults;

/// <summary>
/// How an act or a reaction says that somebody has something to do, and that it is done. Both count with the next save, in its
/// transaction or not at all; asking again for what is open, and settling what is not, are harmless.
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
    ) => db.Ask(kind, subject, branch, person, dueAt, detail);

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
    ) => db.Ask(kind, subject, branch, person: null, dueAt, detail);

    /// <summary>It is done, or nobody has to do it any more: ends all open items of the kind about the subject.</summary>
    /// <param name="detail">Only those with this second id.</param>
    public static Task SettleWork(this ServiceDb db, WorkKind kind, Guid subject, CancellationToken stop, Guid? detail = null)
    {
        stop.ThrowIfCancellationRequested();
        db.Log.Add(new WorkStep(kind.Code, subject, detail, Asked: null));
        return Task.CompletedTask;
    }

    static void Ask(this ServiceDb db, WorkKind kind, Guid subject, Guid branch, Guid? person, DateTimeOffset? dueAt, Guid? detail)
    {
        var now = db.Clock.GetUtcNow();
        WorkItemRow asked = new()
        {
            Id = Guid.CreateVersion7(now),
            Kind = kind.Code,
            SubjectId = subject,
            Detail = detail,
            BranchId = branch,
            PersonId = person,
            Since = now,
            DueAt = dueAt,
        };
        db.Log.Add(new WorkStep(kind.Code, subject, detail, asked));
    }
}
