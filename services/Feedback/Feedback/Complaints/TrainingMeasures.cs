using Clinic.Feedback.Contracts;
using Clinic.Feedback.Improvements;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// Gives and takes back the training that follows from a complaint. Called with everyone else who works on the complaint held.
/// </summary>
static class TrainingMeasures
{
    /// <summary>R-049, R-098: the person responsible is trained; whoever an earlier finding named is not any more.</summary>
    public static async Task Assign(FeedbackDb db, Complaint complaint, DateTimeOffset now, CancellationToken stop)
    {
        await Cancel(db, complaint, training => training.ResponsibleId != complaint.ResponsibleId, now, stop);
        if (complaint.ResponsibleId is not { } responsible)
            return;
        if (
            await db.ImprovementActions.AnyAsync(
                improvementAction =>
                    improvementAction.SourceId == complaint.Id
                    && improvementAction.Kind == ActionKind.Training
                    && improvementAction.ResponsibleId == responsible
                    && improvementAction.State != ActionState.Cancelled,
                stop
            )
        )
            return;

        var action = ImprovementAction.Training(complaint.Id, complaint.BranchId, complaint.CaseId, responsible, now);
        db.Add(action);
        db.Publish(new ImprovementActionAssigned(action.Id, action.BranchId, action.SourceId, action.Kind.ToString(), now), action.CaseId);
        var held = await db
            .HeldTrainings.AsNoTracking()
            .Where(heldTraining => heldTraining.SourceId == complaint.Id && heldTraining.AttendeeIds.Contains(responsible))
            .OrderBy(heldTraining => heldTraining.HeldAt)
            .FirstOrDefaultAsync(stop);
        if (held is not null)
            db.Complete(action, held, now);
    }

    /// <summary>Takes back the training that follows from a complaint, all of it or some; what is done about a cause stands.</summary>
    public static async Task Cancel(
        FeedbackDb db,
        Complaint complaint,
        Func<ImprovementAction, bool> which,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var actions = await db
            .ImprovementActions.Where(action => action.SourceId == complaint.Id && action.Kind == ActionKind.Training)
            .OrderBy(action => action.Id)
            .ToListAsync(stop);
        foreach (var action in actions.Where(which).Where(action => action.Cancel(now)))
            db.Publish(new ImprovementActionCancelled(action.Id, action.BranchId, action.SourceId, now), action.CaseId);
    }
}
