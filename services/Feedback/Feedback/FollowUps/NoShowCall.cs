using Clinic.Feedback.Clients;

namespace Clinic.Feedback.FollowUps;

/// <summary>An appointment nobody came to, as it is told or taken back.</summary>
sealed record MissedAppointment(Guid NoShowId, Guid BranchId, Guid ClientId, Guid? EngagementId, Guid CaseId, DateTimeOffset MissedAt);

/// <summary>
/// Whoever does not come is called, unless the client wants no contact (AC-19), without an invitation to rate. Told and taken back
/// in either order it ends the same.
/// </summary>
sealed class NoShowCall(FeedbackDb db, PolicyBook policies, TimeProvider clock)
{
    public async Task Schedule(MissedAppointment missed, CancellationToken stop)
    {
        await db.LockSubjects([missed.NoShowId, missed.ClientId], stop);
        if (await db.FollowUps.AnyAsync(known => known.SourceId == missed.NoShowId, stop))
            return;

        var followUp = Add(missed);
        followUp.Heed(await db.MayContact(await db.IdsOfPerson(missed.ClientId, stop), stop));
        db.PublishConcern(followUp, wasOpen: false, clock.GetUtcNow());
        db.ScheduleDeadline(FollowUp.Clock, followUp.Id, followUp.BranchId, followUp.DueAt);
    }

    public async Task Withdraw(MissedAppointment missed, CancellationToken stop)
    {
        await db.LockSubject(missed.NoShowId, stop);
        var known = await db.FollowUps.FirstOrDefaultAsync(call => call.SourceId == missed.NoShowId, stop);
        var (followUp, wasOpen, now) = (known ?? Add(missed), known?.IsOpen == true, clock.GetUtcNow());
        followUp.Withdraw(now);
        db.PublishConcern(followUp, wasOpen, now);
        await db.CancelDeadlines(FollowUp.Clock, followUp.Id, stop);
    }

    FollowUp Add(MissedAppointment missed) =>
        db.Add(
            new FollowUp
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                BranchId = missed.BranchId,
                ClientId = missed.ClientId,
                SourceId = missed.NoShowId,
                EngagementId = missed.EngagementId,
                CaseId = missed.CaseId,
                ServedAt = missed.MissedAt,
                DueAt = missed.MissedAt.AddHours(policies.Value(FollowUp.NoShowHours, missed.BranchId, missed.MissedAt)),
                MostAttempts = 1 + policies.Value(FollowUp.Retries, missed.BranchId, missed.MissedAt),
            }
        ).Entity;
}
