using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.FollowUps;

/// <summary>
/// Whoever calls the clients of a branch has to do with the client of a follow-up while it is open: from the service it follows
/// until it is closed, withdrawn, or the client wants no call.
/// </summary>
static class FollowUpConcerns
{
    /// <summary>Says what changed, if anything did; with the save of whatever changed it.</summary>
    /// <param name="wasOpen">Whether it was open before; false of one that is new.</param>
    public static void PublishConcern(this FeedbackDb db, FollowUp followUp, bool wasOpen, DateTimeOffset now)
    {
        if (followUp.IsOpen == wasOpen)
            return;
        if (followUp.IsOpen)
            db.Publish(Began(followUp, followUp.NextConcernVersion(), now), followUp.CaseId);
        else
            db.Publish(
                new ClientConcernEnded(
                    followUp.Id,
                    followUp.BranchId,
                    followUp.ClientId,
                    null,
                    Rights.MakeFollowUps.Code,
                    ConcernReason.FollowUp,
                    now,
                    followUp.NextConcernVersion()
                ),
                followUp.CaseId
            );
    }

    /// <summary>What holds of a follow-up that is open.</summary>
    internal static ClientConcernBegan Began(FollowUp followUp, int version, DateTimeOffset now) =>
        new(
            followUp.Id,
            followUp.BranchId,
            followUp.ClientId,
            null,
            Rights.MakeFollowUps.Code,
            ConcernReason.FollowUp,
            followUp.ServedAt,
            null,
            now,
            version
        );
}
