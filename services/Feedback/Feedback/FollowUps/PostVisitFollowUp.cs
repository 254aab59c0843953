using Clinic.Feedback.Clients;
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
/// What follows every service: one call and one invitation to rate, the same for a visit and an accompanied visit; both are kept back while
/// the client wants no contact (AC-19). Called with everyone else on the same service, and on the client's wishes, held.
/// </summary>
sealed class PostVisitFollowUp(FeedbackDb db, PolicyBook policies, TimeProvider clock)
{
    public async Task Schedule(ServiceGiven given, IReadOnlyList<ToRate> toRate, CancellationToken stop)
    {
        if (await db.FollowUps.AnyAsync(known => known.SourceId == given.SourceId, stop))
            return;

        var now = clock.GetUtcNow();
        var wanted = await db.MayContact(await db.IdsOfPerson(given.ClientId, stop), stop);
        FollowUp followUp = new()
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
        followUp.Heed(wanted);
        db.Add(followUp);
        db.PublishConcern(followUp, wasOpen: false, now);
        db.ScheduleDeadline(FollowUp.Clock, followUp.Id, followUp.BranchId, followUp.DueAt);
        SurveyInvitation invitation = new()
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
        };
        invitation.Heed(wanted);
        db.Add(invitation);
    }

    /// <summary>The service was a mistake: what nobody used yet is withdrawn, and its deadline goes.</summary>
    public async Task Withdraw(Guid source, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (await db.FollowUps.FirstOrDefaultAsync(known => known.SourceId == source, stop) is { } followUp)
        {
            var wasOpen = followUp.IsOpen;
            if (followUp.Withdraw(now))
                await db.CancelDeadlines(FollowUp.Clock, followUp.Id, stop);
            db.PublishConcern(followUp, wasOpen, now);
        }
        if (await db.SurveyInvitations.FirstOrDefaultAsync(known => known.SourceId == source, stop) is not { } invitation)
            return;

        // Whoever makes a link or answers through one holds its invitation.
        await db.LockSubject(invitation.Id, stop);
        if (await db.SurveyAnswers.AnyAsync(answer => answer.InvitationId == invitation.Id, stop))
            return;
        invitation.Withdraw();
        foreach (
            var link in await db.SurveyLinks.Where(open => open.InvitationId == invitation.Id && open.EndedAt == null).ToListAsync(stop)
        )
            link.End(now);
    }
}
