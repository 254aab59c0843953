using Clinic.Escort.Contracts;
using Clinic.Escort.Engagements;
using Clinic.Escort.Escorts;

namespace Clinic.Escort.EscortStatus;

/// <summary>
/// Works out where a person stands from all that was heard, says what changed, and gives the engagements of a person who can no
/// longer be sent back to the lead, all in the transaction of the fact that was heard (WF-01 21, WF-02).
/// </summary>
static class EscortStatusUpdater
{
    /// <summary>Call while the person is held with <see cref="ServiceDb.LockSubject"/>.</summary>
    public static async Task Reconcile(
        EscortDb db,
        EscortProfile profile,
        string reason,
        Guid caseId,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var suspensions = await Suspensions(db, profile, stop);
        var wasActive = profile.ActivatedAt is not null;
        var before = profile.RecomputeState(suspensions.Any(suspension => suspension.LiftedBy is null), now);
        if (profile.State == before)
            return;

        if (before == ProfileState.NotAnEscort)
            db.Publish(new EscortProfileCreated(profile.Id, profile.BranchId, now), caseId);
        if (profile.State == ProfileState.Suspended)
            db.Publish(new EscortSuspended(profile.Id, profile.BranchId, reason, now), caseId);
        if (before == ProfileState.Suspended && profile.State != ProfileState.Left)
            db.Publish(new EscortReinstated(profile.Id, profile.BranchId, reason, now), caseId);
        if (profile.ActivatedAt is not null && !wasActive)
            db.Publish(new EscortActivated(profile.Id, profile.BranchId, now), caseId);
        if (profile.State is ProfileState.Suspended or ProfileState.Left)
            await GiveBack(db, profile.Id, reason, now, stop);
    }

    static async Task<List<Suspension>> Suspensions(EscortDb db, EscortProfile profile, CancellationToken stop)
    {
        await db.Suspensions.Where(suspension => suspension.PersonId == profile.Id).LoadAsync(stop);
        var all = db.Suspensions.Local.Where(suspension => suspension.PersonId == profile.Id).ToList();
        var complaints = all.Select(suspension => suspension.ComplaintId).OfType<Guid>().ToArray();
        await db.OverturnedComplaints.Where(overturnedComplaint => complaints.Contains(overturnedComplaint.Id)).LoadAsync(stop);
        var overturned = db.OverturnedComplaints.Local.Select(overturnedComplaint => overturnedComplaint.Id).ToHashSet();
        foreach (var one in all)
            one.Recompute(profile.PassedVersion, overturned);
        return all;
    }

    // The rows are locked first: an escort who acts on one of them at this moment is either before us or refused.
    static async Task GiveBack(EscortDb db, Guid escort, string reason, DateTimeOffset now, CancellationToken stop)
    {
        var states = EngagementStates.AssignedNotStarted.Select(state => state.ToString()).ToArray();
        var ids = await db
            .Database.SqlQuery<Guid>(
                $"SELECT id AS \"Value\" FROM engagement WHERE escort_id = {escort} AND state = ANY ({states}) ORDER BY id FOR UPDATE"
            )
            .ToListAsync(stop);
        foreach (var engagement in await db.Engagements.Where(candidate => ids.Contains(candidate.Id)).ToListAsync(stop))
        {
            var entry = AssignmentEntry.TakenBack(engagement, reason, Guid.Empty, now);
            if (engagement.TakeBack() is not null)
                continue;
            db.Add(entry);
            db.Publish(new EscortReassigned(engagement.Id, engagement.BranchId, escort, null, reason, now), engagement.Id);
        }
    }
}
