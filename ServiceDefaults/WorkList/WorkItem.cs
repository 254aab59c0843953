namespace Clinic.ServiceDefaults;

/// <summary>Something that waits for the reader: codes, ids and times only. It goes when its act was done, never by being read.</summary>
/// <param name="Kind">What is to be done; of an alarm of the platform <c>ops.alarm</c>.</param>
/// <param name="SettledBy">The act that ends it.</param>
/// <param name="Subject">What the subject is: a visit, an engagement; of an alarm its code.</param>
/// <param name="Detail">A second id that the act needs.</param>
/// <param name="BranchId">Where the work is; nothing for the platform's own.</param>
/// <param name="PersonId">For whom it waits; nobody when it waits for a post.</param>
/// <param name="DueAt">By when, if it has to be done by a time.</param>
/// <param name="HandedUpAt">Since when the branch's manager sees it too, because nobody of its post settled it.</param>
public sealed record WorkItem(
    Guid Id,
    string Kind,
    string SettledBy,
    string Subject,
    Guid SubjectId,
    Guid? Detail,
    [Place] Guid? BranchId,
    [Employee] Guid? PersonId,
    DateTimeOffset Since,
    DateTimeOffset? DueAt,
    DateTimeOffset? HandedUpAt
)
{
    /// <summary>The service whose item it is, where the lists of several are put together.</summary>
    public string? Service { get; init; }

    /// <summary>True when the branch's manager sees it too.</summary>
    public bool HandedUp => HandedUpAt is not null;
}
