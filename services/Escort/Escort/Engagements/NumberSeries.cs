namespace Clinic.Escort.Engagements;

/// <summary>The numbers of agreements and invoices.</summary>
static class NumberSeries
{
    /// <summary>The next number of a series of a branch and year, without gaps; held until the transaction ends.</summary>
    public static async Task<int> Next(this EscortDb db, string series, Guid branch, int year, CancellationToken stop) =>
        (
            await db
                .Database.SqlQuery<int>(
                    $"""
                    INSERT INTO number_counter (branch_id, series, year, last_number) VALUES ({branch}, {series}, {year}, 1)
                    ON CONFLICT (branch_id, series, year) DO UPDATE SET last_number = number_counter.last_number + 1
                      RETURNING last_number AS "Value"
                    """
                )
                .ToListAsync(stop)
        )[0];
}
