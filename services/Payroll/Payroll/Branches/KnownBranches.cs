namespace Clinic.Payroll.Branches;

/// <summary>The branches that are known here.</summary>
static class KnownBranches
{
    /// <summary>
    /// A branch as we know it. Looked at a second time with everyone else held: a branch that is being opened at this moment would
    /// miss what waits for it.
    /// </summary>
    public static async Task<Branch?> KnownBranch(this PayrollDb db, Guid id, CancellationToken stop)
    {
        if (await db.Branches.FindAsync([id], stop) is { } known)
            return known;
        await db.LockSubject(id, stop);
        return await db.Branches.FindAsync([id], stop);
    }
}
