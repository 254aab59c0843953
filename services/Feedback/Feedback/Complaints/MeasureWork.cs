using Clinic.Feedback.Improvements;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// What waits about the measures of a complaint: the owner sees to it and whoever decides says that it was done; when the owner
/// leaves or is concerned, somebody else is found. The detail of an item is the measure; training waits where it is planned. Nobody who is
/// concerned is shown any of it.
/// </summary>
static class MeasureWork
{
    const string Noun = "complaint";

    public static readonly WorkKind Completion = new("feedback-measure.completion", nameof(CarryOutMeasure), Noun, Rights.DecideComplaints),
        Owner = new("feedback-measure.owner", nameof(HandOverMeasure), Noun, Rights.DecideComplaints);

    /// <summary>Writes down what waits about the measures of a complaint that this save changes.</summary>
    public static async Task Keep(FeedbackDb db, Complaint complaint, CancellationToken stop)
    {
        await db
            .ImprovementActions.Where(action =>
                action.SourceId == complaint.Id && action.Kind != ActionKind.Training && action.State == ActionState.Assigned
            )
            .LoadAsync(stop);
        List<WaitingWork> waiting = [];
        foreach (var measure in db.ImprovementActions.Local.Where(action => action.SourceId == complaint.Id && IsOpen(action)).ToList())
        {
            var owner = await db.Staff.FindAsync([measure.ResponsibleId], stop);
            WaitingWork completion = new(Completion, DueAt: measure.DueAt, Detail: measure.Id);
            waiting.Add(completion with { Except = complaint.ConcernedIds });
            if (owner is { NeverHired: false, LeavesAt: null } && !complaint.Concerns(owner.Id))
                waiting.Add(completion with { Person = owner.Id });
            else
                waiting.Add(new(Owner, null, owner?.LeavesAt ?? measure.DueAt, measure.Id, complaint.ConcernedIds));
        }
        db.KeepWork(complaint.Id, complaint.BranchId, [Completion, Owner], waiting);
    }

    static bool IsOpen(ImprovementAction action) => action.Kind != ActionKind.Training && action.State == ActionState.Assigned;
}
