namespace Clinic.Escort.Branches;

/// <summary>Branches of the group as they are known here, looked up.</summary>
static class KnownBranches
{
    /// <summary>The branch; a fact that needs the calendar of one that is not known yet waits.</summary>
    public static async Task<Branch> KnownBranch(this EscortDb db, Guid branch, CancellationToken stop)
    {
        await db.MustKnow(branch, [], stop);
        return (await db.Branches.FindAsync([branch], stop))!;
    }
}
