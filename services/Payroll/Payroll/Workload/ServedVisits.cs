namespace Clinic.Payroll.Workload;

/// <summary>What is known of visits, one fact at a time.</summary>
static class ServedVisits
{
    /// <summary>
    /// What is known of a visit, begun where nothing is, while every other fact about it waits for the end of this transaction.
    /// </summary>
    public static async Task<ServedVisit> LockVisit(this PayrollDb db, Guid visit, Guid branch, Guid caseId, CancellationToken stop)
    {
        await db.LockSubject(visit, stop);
        if (await db.Visits.FindAsync([visit], stop) is { } known)
            return known;

        ServedVisit served = new()
        {
            Id = visit,
            BranchId = branch,
            CaseId = caseId,
        };
        db.Add(served);
        return served;
    }
}
