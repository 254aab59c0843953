using Clinic.Feedback.Contracts;
using Clinic.Feedback.Improvements;

namespace Clinic.Feedback.Complaints;

/// <summary>What several acts ask and tell of a complaint.</summary>
static class ComplaintFacts
{
    /// <summary>True when something is done because of the complaint .</summary>
    public static Task<bool> Improves(this FeedbackDb db, Complaint complaint, CancellationToken stop) =>
        db.ImprovementActions.AnyAsync(action => action.SourceId == complaint.Id && action.State != ActionState.Cancelled, stop);

    /// <summary>Says that the complaint is over.</summary>
    public static void SayClosed(this FeedbackDb db, Complaint complaint, DateTimeOffset now) =>
        db.Publish(
            new ComplaintClosed(
                complaint.Id,
                complaint.BranchId,
                complaint.IsUpheld,
                complaint.Rounds,
                complaint.WithinTime,
                now,
                complaint.SayNext()
            ),
            complaint.CaseId
        );
}
