using Clinic.Training.Contracts;

namespace Clinic.Feedback.Improvements;

/// <summary>
/// A session was held that a complaint asked for: whoever attended has carried out the measure given to them. The session may be
/// held at another branch than the complaint's; heard before the measure is given, it is remembered.
/// </summary>
[ActsAs("improvements", "complaints.read", ForGroup = true)]
sealed class CompleteActionWhenTrainingSessionCompleted(FeedbackDb db, TimeProvider clock) : IReaction<TrainingSessionCompleted>
{
    public async Task React(TrainingSessionCompleted fact, MessageContext message, CancellationToken stop)
    {
        if (fact.SourceId is not { } source)
            return;
        await db.MustKnow(null, fact.AttendeeIds, stop);
        await db.LockSubject(source, stop);
        if (await db.HeldTrainings.AnyAsync(heldTraining => heldTraining.SessionId == fact.SessionId, stop))
            return;

        HeldTraining held = new()
        {
            SessionId = fact.SessionId,
            SourceId = source,
            AttendeeIds = [.. fact.AttendeeIds],
            HeldAt = fact.OccurredAt,
        };
        db.Add(held);
        var actions = await db
            .ImprovementActions.Where(action => action.SourceId == source && action.Kind == ActionKind.Training)
            .OrderBy(action => action.Id)
            .ToListAsync(stop);
        foreach (var action in actions.Where(action => held.AttendeeIds.Contains(action.ResponsibleId)))
            db.Complete(action, held, clock.GetUtcNow());
    }
}
