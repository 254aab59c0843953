using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// Whoever investigates a complaint has to do with its client, from the appointment until the finding, the withdrawal, or the
/// appointment of somebody else. Nothing is said of a complaint whose client is not known.
/// </summary>
static class InvestigatorConcerns
{
    /// <summary>Says what changed, if anything did; with the save of whatever changed it.</summary>
    /// <param name="before">Who investigated before, if anybody.</param>
    public static void PublishConcern(this FeedbackDb db, Complaint complaint, Guid? before, DateTimeOffset now)
    {
        if (complaint.ClientId is not { } client || complaint.InvestigatingId == before)
            return;
        if (before is { } replaced)
            db.Publish(
                new ClientConcernEnded(
                    complaint.Id,
                    complaint.BranchId,
                    client,
                    replaced,
                    null,
                    ConcernReason.Investigation,
                    now,
                    complaint.NextEventVersion()
                ),
                complaint.CaseId
            );
        if (complaint.InvestigatingId is { } appointed)
            db.Publish(Began(complaint, client, appointed, complaint.NextEventVersion(), now), complaint.CaseId);
    }

    /// <summary>What holds of a complaint that is investigated.</summary>
    internal static ClientConcernBegan Began(Complaint complaint, Guid client, Guid investigator, int version, DateTimeOffset now) =>
        new(
            complaint.Id,
            complaint.BranchId,
            client,
            investigator,
            null,
            ConcernReason.Investigation,
            complaint.FiledAt,
            null,
            now,
            version
        );
}
