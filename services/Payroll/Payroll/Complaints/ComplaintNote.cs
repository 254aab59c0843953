using Clinic.Feedback.Contracts;

namespace Clinic.Payroll.Complaints;

/// <summary>When a complaint was filed and by whom, when that was a member of staff.</summary>
public sealed record Filing(int Version, DateTimeOffset At, Guid? ById);

/// <summary>Who was found responsible for what, by whom, and by which message we know.</summary>
public sealed record Finding(
    int Version,
    DateTimeOffset At,
    Guid? ResponsibleId,
    string CauseCode,
    Severity Severity,
    bool Loss,
    Guid? ById,
    Guid MessageId
);

/// <summary>When a complaint was closed.</summary>
public sealed record Closing(int Version, DateTimeOffset At, bool Upheld);

/// <summary>When a closed complaint was opened again, and for which round.</summary>
public sealed record Reopening(int Version, DateTimeOffset At, int Round);

/// <summary>When the finding was overturned, and by which message we know.</summary>
public sealed record Overturning(int Version, DateTimeOffset At, string ReasonCode, Guid MessageId);

/// <summary>How a complaint stands as far as pay is concerned.</summary>
public enum ComplaintStanding
{
    Open,
    Upheld,
    NotUpheld,
    Overturned,
}

/// <summary>
/// What was heard of one complaint, in whatever order it came. Filing only marks the accused; the finding counts against the
/// responsible person; an overturning of a higher version takes that back, no matter which was heard first. Reopened, it
/// is open again for as long as nobody answers for it.
/// </summary>
public sealed class ComplaintNote : IBranchScoped
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid CaseId { get; init; }
    public Filing? Filed { get; private set; }
    public Finding? Found { get; private set; }
    public Closing? Closed { get; private set; }
    public Overturning? Overturned { get; private set; }
    public Reopening? Reopened { get; private set; }

    /// <summary>How the complaint stands; while open it has no effect on anybody's pay.</summary>
    public ComplaintStanding Standing { get; private set; }

    /// <summary>Who answers for the complaint as things stand.</summary>
    public Guid? Responsible => Standing == ComplaintStanding.Upheld ? Found?.ResponsibleId : null;

    /// <summary>True when this is the first word of the filing.</summary>
    public bool Apply(ComplaintFiled fact, MessageContext message)
    {
        if (Filed is not null)
            return false;
        Filed = new(fact.Version, fact.FiledAt.ToUniversalTime(), message.Person());
        return true;
    }

    /// <summary>True when this finding is newer than what was heard before.</summary>
    public bool Apply(ComplaintResponsibilityDetermined fact, MessageContext message)
    {
        if (Found?.Version >= fact.Version)
            return false;
        Found = new(
            fact.Version,
            fact.OccurredAt.ToUniversalTime(),
            fact.ResponsibleId,
            fact.CauseCode,
            fact.Severity,
            fact.Loss,
            message.Person(),
            message.MessageId
        );
        return Restate();
    }

    /// <summary>True when this is the first word of the closing.</summary>
    public bool Apply(ComplaintClosed fact)
    {
        if (Closed?.Version >= fact.Version)
            return false;
        Closed = new(fact.Version, fact.OccurredAt.ToUniversalTime(), fact.Upheld);
        return Restate();
    }

    /// <summary>True when this overturning is newer than what was heard before.</summary>
    public bool Apply(ComplaintOverturned fact, MessageContext message)
    {
        if (Overturned?.Version >= fact.Version)
            return false;
        Overturned = new(fact.Version, fact.OccurredAt.ToUniversalTime(), fact.ReasonCode, message.MessageId);
        return Restate();
    }

    /// <summary>True when this reopening is newer than what was heard before.</summary>
    public bool Apply(ComplaintReopened fact)
    {
        if (Reopened?.Version >= fact.Version)
            return false;
        Reopened = new(fact.Version, fact.OccurredAt.ToUniversalTime(), fact.Round);
        return Restate();
    }

    bool Restate()
    {
        Standing =
            IsPendingAgain ? ComplaintStanding.Open
            : Overturned is not null && !(Found?.Version > Overturned.Version) ? ComplaintStanding.Overturned
            : Found is not null ? (Found.ResponsibleId is null ? ComplaintStanding.NotUpheld : ComplaintStanding.Upheld)
            : Closed is not null ? ComplaintStanding.NotUpheld
            : ComplaintStanding.Open;
        return true;
    }

    // What was found stays found; what nobody answers for is open again, until it is closed, found or overturned once more.
    bool IsPendingAgain =>
        Reopened is { Version: var version }
        && !(Closed?.Version > version)
        && !(Overturned?.Version > version)
        && !(Found?.Version > version)
        && (Found?.ResponsibleId is null || Overturned?.Version > Found.Version);
}

/// <summary>A person whom a complaint names, while nobody has decided yet and afterwards; a mark has no effect on pay.</summary>
public sealed class ComplaintMark : IBranchScoped, IPersonScoped
{
    public Guid ComplaintId { get; init; }
    public Guid PersonId { get; init; }
    public Guid BranchId { get; init; }
}

/// <summary>Whose act a message tells of.</summary>
static class MessageActor
{
    /// <summary>The member of staff whose act a message tells of, or nothing when it was the platform's.</summary>
    public static Guid? Person(this MessageContext message) =>
        message.Actor.StartsWith("person:", StringComparison.Ordinal)
        && Guid.TryParse(message.Actor.AsSpan("person:".Length), out var person)
            ? person
            : null;
}
