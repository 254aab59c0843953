using Clinic.Payroll.Branches;

namespace Clinic.Payroll.Performance;

/// <summary>Writes lines of what counts besides visits, the same way whichever fact came last.</summary>
static class PerformanceBook
{
    /// <summary>Writes a line on its clinic day, or keeps it until the branch is known.</summary>
    public static async Task Write(PayrollDb db, Earned earned, DateTimeOffset now, CancellationToken stop) =>
        db.Add(await db.KnownBranch(earned.BranchId, stop) is { } branch ? earned.On(branch, now) : earned);

    /// <summary>True when this source was counted for the person, also when it was taken back since.</summary>
    public static async Task<bool> Has(PayrollDb db, Guid source, Guid person, PerformanceKind kind, CancellationToken stop) =>
        await db.PerformanceEntries.AnyAsync(line => line.SourceId == source && line.PersonId == person && line.Kind == kind, stop)
        || await db.Earned.AnyAsync(line => line.SourceId == source && line.PersonId == person && line.Kind == kind, stop);

    /// <summary>
    /// Takes back what is counted of a source for a person, by a line of the opposite value that names it; once. A source that counts
    /// again after that is taken back again.
    /// </summary>
    public static async Task TakeBack(
        PayrollDb db,
        Guid source,
        Guid person,
        PerformanceKind kind,
        Guid branch,
        Guid causeMessageId,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        // While the branch is not known this transaction holds it, so what waits keeps waiting until we are through.
        if (await db.KnownBranch(branch, stop) is null)
        {
            var waiting = await db
                .Earned.AsNoTracking()
                .Where(earned => earned.SourceId == source && earned.PersonId == person && earned.Kind == kind)
                .ToListAsync(stop);
            if (waiting.Find(earned => earned.ReversesId is null && !waiting.Exists(back => back.ReversesId == earned.Id)) is { } standing)
                db.Add(standing.TakenBack(causeMessageId, now));
            return;
        }
        var lines = await db
            .PerformanceEntries.AsNoTracking()
            .Where(performanceEntry =>
                performanceEntry.SourceId == source && performanceEntry.PersonId == person && performanceEntry.Kind == kind
            )
            .ToListAsync(stop);
        if (lines.Find(counted => counted.ReversesId is null && !lines.Exists(back => back.ReversesId == counted.Id)) is not { } line)
            return;

        db.Add(
            new PerformanceEntry
            {
                Id = Guid.CreateVersion7(now),
                BranchId = line.BranchId,
                PersonId = person,
                Kind = kind,
                Value = -line.Value,
                Currency = line.Currency,
                Day = line.Day,
                SourceKind = line.SourceKind,
                SourceId = source,
                Round = line.Round,
                CaseId = line.CaseId,
                CauseMessageId = causeMessageId,
                ReversesId = line.Id,
                At = now,
            }
        );
    }
}
