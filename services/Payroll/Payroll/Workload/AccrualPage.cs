using System.Data;
using Clinic.Registration.Contracts;

namespace Clinic.Payroll.Workload;

/// <summary>
/// A page of the ledger in the order lines were written, and the exact sum of units of all lines asked for, not only of this page.
/// </summary>
public sealed record AccrualPage(IReadOnlyList<AccrualPage.Line> Lines, decimal TotalUnits, Guid? Next)
{
    /// <summary>One line; a line that takes another back names it and has the same units below zero.</summary>
    public sealed record Line(
        Guid Id,
        [Employee] Guid EmployeeId,
        [Place] Guid BranchId,
        Guid VisitId,
        ServicePart Part,
        AccrualKind Kind,
        decimal Units,
        DateOnly Day,
        Guid? ReversesId,
        Guid CaseId,
        Guid CauseMessageId
    );

    /// <summary>What is asked for; the days are clinic days and both count in.</summary>
    internal sealed record Wanted(DateOnly? From, DateOnly? To, Guid? After, int Limit);

    // Lines and sum come from one snapshot, so that they agree while visits are being completed.
    internal static async Task<AccrualPage> Read(
        PayrollDb db,
        IQueryable<Accrual> of,
        Wanted wanted,
        Func<IEnumerable<Line>, Task> noteAndSave,
        CancellationToken stop
    )
    {
        var (from, to, after, limit) = wanted;
        var all = of.AsNoTracking().Where(line => (from == null || line.Day >= from) && (to == null || line.Day <= to));
        await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        var lines = await all.Where(line => after == null || line.Id > after)
            .OrderBy(line => line.Id)
            .Take(limit + 1)
            .Select(line => new Line(
                line.Id,
                line.PersonId,
                line.BranchId,
                line.VisitId,
                line.Part,
                line.Kind,
                line.Units,
                line.Day,
                line.ReversesId,
                line.CaseId,
                line.CauseMessageId
            ))
            .ToListAsync(stop);
        var total = after is null && lines.Count <= limit ? lines.Sum(line => line.Units) : await all.SumAsync(line => line.Units, stop);
        AccrualPage page = new([.. lines.Take(limit)], total, lines.Count > limit ? lines[limit - 1].Id : null);
        await noteAndSave(page.Lines);
        await snapshot.CommitAsync(stop);
        return page;
    }
}
