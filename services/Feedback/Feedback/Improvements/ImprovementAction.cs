using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.Improvements;

/// <summary>What is done.</summary>
public enum ActionKind
{
    Training,
    Process,
    Staffing,
    Environment,
    Information,
    Other,
}

/// <summary>How far it is.</summary>
public enum ActionState
{
    Assigned,
    Implemented,
    Cancelled,
}

/// <summary>
/// A measure against a cause, given to a person (WF-13; ). Training goes to whoever was at fault, is carried out by Training
/// and reported back; any other measure has a time by which it is done, and whoever decides the complaint says that it was.
/// </summary>
public sealed class ImprovementAction : IBranchScoped
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid CaseId { get; init; }

    /// <summary>The complaint it follows from.</summary>
    public Guid SourceId { get; init; }

    public ActionKind Kind { get; init; }

    /// <summary>Whoever is trained, or sees to it.</summary>
    public Guid ResponsibleId { get; private set; }

    /// <summary>By when it is done; training has its own plan.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public ActionState State { get; private set; }
    public DateTimeOffset AssignedAt { get; init; }
    public DateTimeOffset? ImplementedAt { get; private set; }
    public DateTimeOffset? CancelledAt { get; private set; }

    /// <summary>Training for whoever is responsible for a complaint.</summary>
    /// <param name="caseId">What the facts of the complaint belong to.</param>
    public static ImprovementAction Training(Guid complaint, Guid branch, Guid caseId, Guid responsible, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            BranchId = branch,
            CaseId = caseId,
            SourceId = complaint,
            Kind = ActionKind.Training,
            ResponsibleId = responsible,
            AssignedAt = now,
        };

    /// <summary>Anything but training, seen to by somebody until an instant.</summary>
    public static ImprovementAction Of(
        ActionKind kind,
        Guid id,
        Guid complaint,
        Guid branch,
        Guid caseId,
        Guid owner,
        DateTimeOffset dueAt,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = id,
            BranchId = branch,
            CaseId = caseId,
            SourceId = complaint,
            Kind = kind,
            ResponsibleId = owner,
            DueAt = dueAt,
            AssignedAt = now,
        };

    /// <summary>True when it waits and its time is over.</summary>
    public bool IsOverdue(DateTimeOffset now) => State == ActionState.Assigned && DueAt <= now;

    /// <summary>Somebody else sees to it. Refused for training and for what is over.</summary>
    public Refusal? HandOver(Guid owner)
    {
        if (CheckOpen() is { } refusal)
            return refusal;

        ResponsibleId = owner;
        return null;
    }

    /// <summary>It was done. Refused for training and for what is over.</summary>
    public Refusal? CarryOut(DateTimeOffset now)
    {
        if (CheckOpen() is { } refusal)
            return refusal;

        (ImplementedAt, State) = (now, ActionState.Implemented);
        return null;
    }

    /// <summary>The training was held at this instant. True when that carries the measure out; one that is cancelled stays so.</summary>
    public bool NoteTrainingHeld(DateTimeOffset heldAt)
    {
        if (ImplementedAt is not null)
            return false;

        ImplementedAt = heldAt;
        if (State != ActionState.Assigned)
            return false;
        State = ActionState.Implemented;
        return true;
    }

    /// <summary>Its reason is gone, also when it was carried out already. False when it was cancelled before.</summary>
    public bool Cancel(DateTimeOffset now)
    {
        if (State == ActionState.Cancelled)
            return false;

        (CancelledAt, State) = (now, ActionState.Cancelled);
        return true;
    }

    Refusal? CheckOpen() =>
        Kind == ActionKind.Training ? ImprovementRefusals.TrainingReports
        : State != ActionState.Assigned ? ImprovementRefusals.MeasureOver
        : null;
}

/// <summary>
/// A special session that was held, remembered so that it counts whether it is heard before or after the measure is given.
/// </summary>
[OutsideScope("Holds ids of a session, its cause and who attended; the measure it completes may be of another branch than the session.")]
public sealed class HeldTraining
{
    public Guid SessionId { get; init; }
    public Guid SourceId { get; init; }
    public required Guid[] AttendeeIds { get; init; }
    public DateTimeOffset HeldAt { get; init; }
}

/// <summary>Carries measures out.</summary>
static class ImprovementFacts
{
    /// <summary>The measure is carried out by a session that was held.</summary>
    public static void Complete(this FeedbackDb db, ImprovementAction action, HeldTraining held, DateTimeOffset now)
    {
        if (action.NoteTrainingHeld(held.HeldAt))
            db.Publish(new ImprovementActionImplemented(action.Id, action.BranchId, action.SourceId, now), action.CaseId);
    }
}
