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

    /// <summary>The day of a branch's calendar an instant falls on; a branch that was not heard of yet has the days of UTC.</summary>
    public static async Task<DateOnly> DayAt(this EscortDb db, Guid branch, DateTimeOffset at, CancellationToken stop) =>
        (await db.Branches.FindAsync([branch], stop))?.DayOf(at) ?? WallClock.DayOf(TimeZoneInfo.Utc, at);
}
