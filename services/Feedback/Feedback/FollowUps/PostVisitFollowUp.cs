using Clinic.Feedback.Surveys;

namespace Clinic.Feedback.FollowUps;

/// <summary>What a client was served with.</summary>
sealed record ServiceGiven(
    Guid SourceId,
    Guid BranchId,
    Guid ClientId,
    Guid? VisitId,
    Guid? EngagementId,
    Guid CaseId,
    DateTimeOffset ServedAt
);

/// <summary>
/// What follows every service: one call and one invitation to rate, the same for a visit and an accompanied visit. Called with everyone
/// else on the same service held.
/// </summary>
sealed class PostVisitFollowUp(FeedbackDb db, PolicyBook policies, TimeProvider clock)
{
    public async Task Schedule(ServiceGiven given, IReadOnlyList<ToRate> toRate, CancellationToken stop)
    {
        if (await db.FollowUps.AnyAsync(known => known.SourceId == given.SourceId, stop))
            return;

        var now = clock.GetUtcNow();
        FollowUp one = new()
        {
            Id = Guid.CreateVersion7(now),
            BranchId = given.BranchId,
            ClientId = given.ClientId,
            SourceId = given.SourceId,
            VisitId = given.VisitId,
            EngagementId = given.EngagementId,
            CaseId = given.CaseId,
            ServedAt = given.ServedAt,
            DueAt = given.ServedAt.AddDays(policies.Value(FollowUp.Days, given.BranchId, given.ServedAt)),
            MostAttempts = 1 + policies.Value(FollowUp.Retries, given.BranchId, given.ServedAt),
        };
        db.Add(one);
        db.ScheduleDeadline(FollowUp.Clock, one.Id, one.BranchId, one.DueAt);
        db.Add(
            new SurveyInvitation
            {
                Id = Guid.CreateVersion7(now),
                BranchId = given.BranchId,
                ClientId = given.ClientId,
                SourceId = given.SourceId,
                VisitId = given.VisitId,
                EngagementId = given.EngagementId,
                CaseId = given.CaseId,
                ServedAt = given.ServedAt,
                ToRate = toRate,
            }
        );
    }
}
