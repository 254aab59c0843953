using System.Linq.Expressions;
using Clinic.Escort.Branches;
using Clinic.Escort.Contracts;
using Clinic.Escort.Engagements;
using Clinic.Escort.Escorts;

namespace Clinic.Escort.EscortStatus;

/// <summary>
/// Works out where a person stands from all that was heard, says what changed, and gives the engagements that the person can no longer
/// accompany back to the lead, all in the transaction of the fact that was heard (WF-01 21, WF-02).
/// </summary>
static class EscortStatusUpdater
{
    /// <summary>Call while the person is held with <see cref="SubjectLocks.LockSubject"/>.</summary>
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
        await Certify(db, profile, stop);
        var wasActive = profile.ActivatedAt is not null;
        var before = profile.RecomputeState(suspensions.Any(suspension => suspension.LiftedBy is null), now);
        if (profile.Open(now))
            db.Publish(new EscortProfileCreated(profile.Id, profile.BranchId, now), caseId);
        if (profile.State == ProfileState.Suspended && before != ProfileState.Suspended)
            db.Publish(new EscortSuspended(profile.Id, profile.BranchId, reason, now), caseId);
        if (before == ProfileState.Suspended && ProfileStates.AtWork.Contains(profile.State))
            db.Publish(new EscortReinstated(profile.Id, profile.BranchId, reason, now), caseId);
        if (profile.ActivatedAt is not null && !wasActive)
            db.Publish(new EscortActivated(profile.Id, profile.BranchId, now), caseId);
        if (wasActive)
            await GiveBack(db, profile, reason, now, stop);
    }

    /// <summary>The series of failures of a person, each judged anew from everything heard of its end.</summary>
    public static async Task<List<Suspension>> Suspensions(EscortDb db, EscortProfile profile, CancellationToken stop)
    {
        var all = await Known(db.Suspensions, suspension => suspension.PersonId == profile.Id, stop);
        List<Guid> complaints = [.. all.Select(suspension => suspension.ComplaintId).OfType<Guid>()];
        var overturned = await Known(db.OverturnedComplaints, complaint => complaints.Contains(complaint.Id), stop);
        HeardEnds heard = new(
            await Known(db.Verdicts, verdict => verdict.PersonId == profile.Id, stop),
            await Known(db.CaseOutcomes, outcome => outcome.PersonId == profile.Id, stop),
            await Known(db.Reinstatements, reinstatement => reinstatement.PersonId == profile.Id, stop),
            overturned.Select(complaint => complaint.Id).ToHashSet()
        );
        foreach (var suspension in all)
            suspension.Recompute(heard);
        return all;
    }

    static async Task Certify(EscortDb db, EscortProfile profile, CancellationToken stop) =>
        profile.Certify(await Known(db.Certificates, certificate => certificate.PersonId == profile.Id, stop));

    // What is stored, and what this transaction added to it or changed.
    static async Task<List<TRow>> Known<TRow>(DbSet<TRow> rows, Expression<Func<TRow, bool>> which, CancellationToken stop)
        where TRow : class
    {
        await rows.Where(which).LoadAsync(stop);
        return [.. rows.Local.AsQueryable().Where(which)];
    }

    // The rows are locked first: an escort who acts on one of them at this moment is either before us or refused.
    static async Task GiveBack(EscortDb db, EscortProfile profile, string reason, DateTimeOffset now, CancellationToken stop)
    {
        var states = EngagementStates.AssignedNotStarted.Select(state => state.ToString()).ToArray();
        var ids = await db
            .Database.SqlQuery<Guid>(
                $"SELECT id AS \"Value\" FROM engagement WHERE escort_id = {profile.Id} AND state = ANY ({states}) ORDER BY id FOR UPDATE"
            )
            .ToListAsync(stop);
        if (ids.Count == 0)
            return;
        var leaves = await Known(db.Leaves, leave => leave.PersonId == profile.Id && !leave.IsCancelled, stop);
        foreach (var engagement in await db.Engagements.Where(candidate => ids.Contains(candidate.Id)).ToListAsync(stop))
        {
            if (engagement.TimeAndPlace is not { StartsAt: { } from, EndsAt: { } to })
                continue;
            var away = leaves.Exists(leave => leave.Overlaps(from, to));
            var day = await db.DayAt(engagement.BranchId, from, stop);
            if (Eligibility.Judge(profile, profile.Id, engagement.BranchId, day, to, away, overlaps: false).Eligible)
                continue;
            var entry = AssignmentEntry.TakenBack(engagement, reason, Guid.Empty, now);
            if (engagement.TakeBack() is not null)
                continue;
            db.Add(entry);
            db.Publish(new EscortReassigned(engagement.Id, engagement.BranchId, profile.Id, null, reason, now), engagement.Id);
            db.EndConcernOfEscort(engagement, profile.Id, now);
        }
    }
}
