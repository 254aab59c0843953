namespace Clinic.Payroll.Performance;

/// <summary>A page of what counts besides visits, in the order lines were written; each names its source and its case.</summary>
public sealed record PerformancePage(IReadOnlyList<PerformancePage.Line> Lines, Guid? Next)
{
    /// <summary>One line; a line that takes another back names it and has the opposite value.</summary>
    public sealed record Line(
        Guid Id,
        [Employee] Guid EmployeeId,
        [Place] Guid BranchId,
        PerformanceKind Kind,
        decimal Value,
        string? Currency,
        DateOnly Day,
        string SourceKind,
        Guid SourceId,
        Guid CaseId,
        Guid CauseMessageId,
        Guid? ReversesId
    );

    internal static async Task<PerformancePage> Read(
        IQueryable<PerformanceEntry> of,
        DateOnly? from,
        DateOnly? to,
        Guid? after,
        int limit,
        CancellationToken stop
    )
    {
        var page = await of.AsNoTracking()
            .Where(line => (from == null || line.Day >= from) && (to == null || line.Day <= to) && (after == null || line.Id > after))
            .OrderBy(line => line.Id)
            .Select(line => new Line(
                line.Id,
                line.PersonId,
                line.BranchId,
                line.Kind,
                line.Value,
                line.Currency,
                line.Day,
                line.SourceKind,
                line.SourceId,
                line.CaseId,
                line.CauseMessageId,
                line.ReversesId
            ))
            .ToPage(limit, line => line.Id, stop);
        return new(page.Items, page.Next);
    }
}
