using Clinic.Escort.Escorts;
using Clinic.Feedback.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>
/// A complaint was found wrong: the suspensions that came from it are over, also those heard of later (WF-02 7), and
/// the lead sees that it was overturned.
/// </summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
[LearnsAnew(1)]
sealed class ReinstateEscortWhenComplaintOverturned(EscortDb db, TimeProvider clock) : IReaction<ComplaintOverturned>
{
    public async Task React(ComplaintOverturned fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(null, [fact.ResponsibleBeforeId], stop);
        var people = await db
            .Suspensions.Where(suspension => suspension.ComplaintId == fact.ComplaintId)
            .Select(suspension => suspension.PersonId)
            .Distinct()
            .OrderBy(id => id)
            .ToListAsync(stop);
        Guid[] held = [.. people.Append(fact.ResponsibleBeforeId).Distinct().Order()];
        foreach (var person in held)
            await db.LockSubject(person, stop);
        (await db.ComplaintOrNew(fact.ComplaintId, stop)).Apply(fact);
        if (await db.OverturnedComplaints.FindAsync([fact.ComplaintId], stop) is not null)
            return;

        db.Add(new OverturnedComplaint { Id = fact.ComplaintId, At = fact.OccurredAt });
        // Looked at again with the complaint held: a suspension that was being heard of meanwhile is there now.
        var all = await db
            .Suspensions.Where(suspension => suspension.ComplaintId == fact.ComplaintId)
            .Select(suspension => suspension.PersonId)
            .Distinct()
            .OrderBy(id => id)
            .ToListAsync(stop);
        // Somebody else's would be weighed while another suspension of theirs is being heard of.
        foreach (var person in all.Except(held))
            await db.LockSubject(person, stop);
        foreach (var person in all)
        {
            if (await db.Profiles.FindAsync([person], stop) is not { } profile)
                continue;
            await EscortStatusUpdater.Reconcile(db, profile, "complaint-overturned", message.CaseId, clock.GetUtcNow(), stop);
        }
    }
}
