using Clinic.Feedback.Contracts;
using Clinic.Feedback.Improvements;

namespace Clinic.Feedback.Complaints;

/// <summary>What several acts ask and tell of a complaint.</summary>
static class ComplaintActs
{
    /// <summary>
    /// The complaint, while everybody else who works on it waits for the end of this transaction; null when it is not there or out of
    /// sight.
    /// </summary>
    public static async Task<Complaint?> LockComplaint(this FeedbackDb db, Guid id, CancellationToken stop)
    {
        await db.LockSubject(id, stop);
        return await db.Complaints.FindAsync([id], stop);
    }

    /// <summary>
    /// True when this person took this very step before, with the same words: a complaint comes back to the same state, so only its
    /// record tells. Whoever is concerned learns nothing.
    /// </summary>
    public static async Task<bool> WasTaken<T>(
        this FeedbackDb db,
        Complaint complaint,
        StepKind kind,
        T words,
        Guid by,
        CancellationToken stop
    ) =>
        !complaint.Concerns(by)
        && await db
            .ComplaintSteps.Where(step => step.ComplaintId == complaint.Id && step.Kind == kind && step.TakenBy == by)
            .Matches(words, stop);

    /// <summary>True when something is done because of the complaint .</summary>
    public static Task<bool> HasImprovement(this FeedbackDb db, Complaint complaint, CancellationToken stop) =>
        db.ImprovementActions.AnyAsync(action => action.SourceId == complaint.Id && action.State != ActionState.Cancelled, stop);

    /// <summary>Says that the complaint is over.</summary>
    public static void PublishClosed(this FeedbackDb db, Complaint complaint, DateTimeOffset now) =>
        db.Publish(
            new ComplaintClosed(
                complaint.Id,
                complaint.BranchId,
                complaint.IsUpheld,
                complaint.Rounds,
                complaint.WithinTime,
                now,
                complaint.NextEventVersion()
            ),
            complaint.CaseId
        );
}
