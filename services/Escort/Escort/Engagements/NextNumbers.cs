namespace Clinic.Escort.Engagements;

/// <summary>The numbers of agreements and invoices.</summary>
static class NextNumbers
{
    /// <summary>
    /// The next number of a series, printed with the year of the branch's own calendar; null while the branch is not known here.
    /// </summary>
    public static async Task<string?> NextNumber(this EscortDb db, string series, Guid branch, DateTimeOffset at, CancellationToken stop)
    {
        if (await db.Branches.FindAsync([branch], stop) is not { } known)
            return null;
        var year = known.DayOf(at).Year;
        return NumberCounter.Print(series, year, await db.NextNumber(NumberCounter.Of(series, branch, year), stop));
    }
}
