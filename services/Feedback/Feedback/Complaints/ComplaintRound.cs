namespace Clinic.Feedback.Complaints;

/// <summary>How long the client waits in a round that begins, by the values in force then.</summary>
public sealed record Promises(TimeSpan FirstResponse, TimeSpan Resolution);

/// <summary>
/// One round of talks with a client: from the filing, from a result that did not satisfy, or from the reopening. Each has its own first
/// answer and result, and its own deadlines; those of an earlier round are settled when it ends.
/// </summary>
public sealed class ComplaintRound : IBranchScoped
{
    public Guid Id { get; init; }
    public Guid ComplaintId { get; init; }
    public Guid BranchId { get; init; }

    /// <summary>0 from the filing; rises with each round.</summary>
    public int Number { get; init; }

    public DateTimeOffset BeganAt { get; init; }

    /// <summary>The first answer, within the hour; in a round of talks it is given at its beginning.</summary>
    public required PromisedAnswer FirstResponse { get; init; }

    /// <summary>The result, within the day .</summary>
    public required PromisedAnswer Resolution { get; init; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>True when nothing in it came late.</summary>
    public bool WithinTime => !CameLate(FirstResponse) && !CameLate(Resolution);

    /// <summary>Whole minutes until the first answer, every minute begun; nothing while nobody answered.</summary>
    public int? MinutesToAnswer => FirstResponse.MinutesFrom(BeganAt);

    /// <summary>A round that begins at this instant.</summary>
    /// <param name="answered">True when the client is being talked with already.</param>
    public static ComplaintRound Begin(Complaint complaint, int number, Promises promises, bool answered, DateTimeOffset now)
    {
        ComplaintRound round = new()
        {
            // The deadlines of the first one are the complaint's own.
            Id = number == 0 ? complaint.Id : Guid.CreateVersion7(now),
            ComplaintId = complaint.Id,
            BranchId = complaint.BranchId,
            Number = number,
            BeganAt = now,
            FirstResponse = new() { DueAt = answered ? now : now + promises.FirstResponse },
            Resolution = new() { DueAt = now + promises.Resolution },
        };
        if (answered)
            round.FirstResponse.Give(now);
        return round;
    }

    /// <summary>Nothing is due in it any more.</summary>
    public void End(DateTimeOffset now) => EndedAt ??= now;

    /// <summary>True when a promise was neither kept nor settled by this instant.</summary>
    public bool IsOpenAt(PromisedAnswer promise, DateTimeOffset at) => !(promise.GivenAt <= at) && !(EndedAt <= at);

    // Whoever takes a complaint back before an answer was due was not let down.
    bool CameLate(PromisedAnswer promise) => IsOpenAt(promise, promise.DueAt);
}

/// <summary>The rounds of a complaint, from the filing on.</summary>
public sealed class ComplaintRounds : List<ComplaintRound>
{
    /// <summary>The round that counts.</summary>
    public ComplaintRound Current => this.MaxBy(round => round.Number)!;

    /// <summary>True when first answer and result of every round came in time .</summary>
    public bool WithinTime => TrueForAll(round => round.WithinTime);

    /// <summary>The next round begins, and the one before is settled.</summary>
    public void Begin(Complaint complaint, int number, Promises promises, bool answered, DateTimeOffset now)
    {
        if (Count > 0)
            Current.End(now);
        Add(ComplaintRound.Begin(complaint, number, promises, answered, now));
    }
}
