namespace Clinic.ServiceDefaults;

/// <summary>A part of a list in the order of the lines' ids.</summary>
/// <param name="Next">The id after which the next part begins; nothing when this is the last.</param>
public sealed record Page<TLine>(IReadOnlyList<TLine> Items, Guid? Next);

/// <summary>How a list is read in parts.</summary>
public static class Paging
{
    /// <summary>The first lines of a query that is ordered by id, and where to go on.</summary>
    /// <param name="limit">The most lines of a part.</param>
    /// <param name="id">The id of a line.</param>
    public static async Task<Page<TLine>> ToPage<TLine>(
        this IQueryable<TLine> lines,
        int limit,
        Func<TLine, Guid> id,
        CancellationToken stop
    )
    {
        var read = await lines.Take(limit + 1).ToListAsync(stop);
        return new([.. read.Take(limit)], read.Count > limit ? id(read[limit - 1]) : null);
    }
}
