using Clinic.Registration.Contracts;

namespace Clinic.Payroll.Workload;

/// <summary>When a visit was completed, and by which version and message we know.</summary>
public sealed record Completion(int Version, DateTimeOffset At, Guid MessageId);

/// <summary>When a visit was voided, and by which version and message we know.</summary>
public sealed record Voiding(int Version, DateTimeOffset At, Guid MessageId);

/// <summary>
/// What was heard of one visit, in whatever order it came. The higher version counts: a visit voided after its completion
/// ends with nothing counted, no matter which of the two was heard first.
/// </summary>
public sealed class ServedVisit : IBranchScoped
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid CaseId { get; init; }
    public Completion? Completed { get; private set; }
    public Voiding? Voided { get; private set; }

    /// <summary>True while an earlier build's visit waits for its branch; now such a fact waits as a whole, beside the inbox.</summary>
    public bool Waits { get; private set; }

    /// <summary>True when the completion is taken back.</summary>
    public bool IsTakenBack => Completed is not null && Voided is not null && Voided.Version > Completed.Version;

    /// <summary>True when this is the first word of the visit's completion, and its parts are to be counted.</summary>
    /// <exception cref="InvalidOperationException">The publisher completed one visit under two versions: somebody has to look.</exception>
    public bool Apply(VisitCompleted fact, MessageContext message)
    {
        if (Completed is not null && Completed.Version != fact.Version)
            throw new InvalidOperationException("A visit is completed once.");
        if (Completed is not null)
            return false;

        Completed = new(fact.Version, fact.CompletedAt.ToUniversalTime(), message.MessageId);
        return true;
    }

    /// <summary>True when this voiding takes back what was counted before.</summary>
    public bool Apply(VisitVoided fact, MessageContext message)
    {
        if (IsTakenBack || Voided?.Version >= fact.Version)
            return false;
        Voided = new(fact.Version, fact.OccurredAt.ToUniversalTime(), message.MessageId);
        return IsTakenBack;
    }

    /// <summary>The parts are counted.</summary>
    public void MarkCounted() => Waits = false;
}

/// <summary>One person's part in a visit that an earlier build left waiting to be counted.</summary>
public sealed class WaitingShare : IBranchScoped
{
    public Guid VisitId { get; init; }
    public Guid PersonId { get; init; }
    public ServicePart Part { get; init; }
    public Guid BranchId { get; init; }
}
