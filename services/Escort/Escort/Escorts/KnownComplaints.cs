namespace Clinic.Escort.Escorts;

/// <summary>Complaints as they are known here, looked up and held.</summary>
static class KnownComplaints
{
    /// <summary>The complaint, held until the transaction ends; added now when nothing was heard of it yet.</summary>
    public static async Task<KnownComplaint> ComplaintOrNew(this EscortDb db, Guid complaint, CancellationToken stop)
    {
        await db.LockSubject(complaint, stop);
        return await db.Complaints.FindAsync([complaint], stop) ?? db.Add(KnownComplaint.Unknown(complaint)).Entity;
    }

    /// <summary>Those that do not concern this person: nobody reads of a complaint about themselves .</summary>
    public static IQueryable<KnownComplaint> NotConcerning(this IQueryable<KnownComplaint> complaints, Guid person) =>
        complaints.Where(complaint => !complaint.AccusedIds.Contains(person) && complaint.ResponsibleId != person);
}
