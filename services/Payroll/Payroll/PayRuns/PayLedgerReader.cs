using Clinic.Payroll.Performance;
using Clinic.Payroll.Workload;

namespace Clinic.Payroll.PayRuns;

/// <summary>What locked runs took as earned in one month of one person, by one part of pay.</summary>
public sealed record PaidPart(Guid PersonId, DateOnly ForMonth, PayKind Of, decimal Amount);

/// <summary>Reads what pay stands on: the two ledgers, and what locked runs took in and paid.</summary>
sealed class PayLedgerReader(PayrollDb db)
{
    /// <summary>
    /// What counts for these people in these days, in every branch where they worked; on request only what no locked run took in.
    /// </summary>
    public async Task<List<PayFact>> Facts(
        IReadOnlyCollection<Guid> people,
        DateOnly from,
        DateOnly to,
        bool untaken,
        CancellationToken stop
    )
    {
        var units = await Untaken(db.Accruals, untaken)
            .Where(line => line.Kind == AccrualKind.Worked && people.Contains(line.PersonId) && line.Day >= from && line.Day <= to)
            .Select(line => new PayFact(line.Id, line.PersonId, PayFactKind.Units, line.Units, null, line.Day, false))
            .ToListAsync(stop);
        // The ledger writes a voiding on its own day; the work was not done on the day of the visit, so that is the day that is paid less.
        var back = await Untaken(db.Accruals, untaken)
            .Join(db.Accruals, line => line.ReversesId, counted => counted.Id, (line, counted) => new { line, counted.Day })
            .Where(both => people.Contains(both.line.PersonId) && both.Day >= from && both.Day <= to)
            .Select(both => new PayFact(both.line.Id, both.line.PersonId, PayFactKind.Units, both.line.Units, null, both.Day, true))
            .ToListAsync(stop);
        var entries = await Untaken(db.PerformanceEntries, untaken)
            .Where(entry => people.Contains(entry.PersonId) && entry.Day >= from && entry.Day <= to)
            .ToListAsync(stop);
        return [.. units.Concat(back).Concat(entries.Select(FactOf)).OrderBy(fact => fact.Id)];
    }

    /// <summary>All ratings that were given for work in a branch.</summary>
    public async Task<List<PayFact>> RatingsAt(Guid branch, PayMonth month, CancellationToken stop)
    {
        var (from, to) = (month.First, month.Last);
        var entries = await db
            .PerformanceEntries.AsNoTracking()
            .Where(entry => entry.BranchId == branch && entry.Kind == PerformanceKind.Rating && entry.Day >= from && entry.Day <= to)
            .ToListAsync(stop);
        return [.. entries.Select(FactOf)];
    }

    /// <summary>The measures of every locked month of a branch before this one.</summary>
    public async Task<Dictionary<PayMonth, PayParameters>> LockedBefore(Guid branch, PayMonth month, CancellationToken stop)
    {
        var locked = await (
            from run in db.PayRuns
            join done in db.PayLocks on run.Id equals done.PayRunId
            join calculation in db.PayCalculations
                on new { done.PayRunId, done.Number } equals new { calculation.PayRunId, calculation.Number }
            where run.BranchId == branch && run.Month < month.First
            select new { run.Month, calculation.Measures }
        )
            .AsNoTracking()
            .ToListAsync(stop);
        return locked.ToDictionary(row => new PayMonth(row.Month), row => JsonText.Read<PayParameters>(row.Measures));
    }

    /// <summary>The terms by which each month of each person was paid last.</summary>
    public async Task<Dictionary<Guid, Dictionary<PayMonth, EmploymentTerms>>> PaidTerms(Guid branch, CancellationToken stop)
    {
        var paid = await (
            from slip in db.Payslips
            join done in db.PayLocks on new { slip.PayRunId, slip.Number } equals new { done.PayRunId, done.Number }
            where slip.BranchId == branch
            orderby done.Position
            select new { slip.PersonId, slip.Terms }
        )
            .AsNoTracking()
            .ToListAsync(stop);
        Dictionary<Guid, Dictionary<PayMonth, EmploymentTerms>> latest = [];
        foreach (var slip in paid)
        {
            if (!latest.TryGetValue(slip.PersonId, out var months))
                latest[slip.PersonId] = months = [];
            foreach (var basis in JsonText.Read<List<EmploymentTerms>>(slip.Terms))
                months[basis.Month] = basis;
        }
        return latest;
    }

    /// <summary>What locked runs took as earned by these people in these months so far, deltas counted in.</summary>
    public Task<List<PaidPart>> PaidParts(IReadOnlyCollection<Guid> people, IReadOnlyCollection<DateOnly> months, CancellationToken stop) =>
        (
            from line in db.PayslipLines
            join done in db.PayLocks on new { line.PayRunId, line.Number } equals new { done.PayRunId, done.Number }
            where
                people.Contains(line.PersonId)
                && months.Contains(line.ForMonth)
                && line.Of != PayKind.Collected
                && line.Of != PayKind.CarriedForward
                && line.Of != PayKind.Waived
            group line.Amount.Amount by new
            {
                line.PersonId,
                line.ForMonth,
                line.Of,
            } into part
            select new PaidPart(part.Key.PersonId, part.Key.ForMonth, part.Key.Of, part.Sum())
        ).ToListAsync(stop);

    /// <summary>Which of these decisions locked runs took in.</summary>
    public async Task<HashSet<Guid>> Taken(IReadOnlyCollection<Guid> sources, CancellationToken stop) =>
        [.. await db.PayInputs.Where(input => sources.Contains(input.InputId)).Select(input => input.InputId).ToListAsync(stop)];

    /// <summary>What people of a branch owe from locked months.</summary>
    public async Task<ILookup<Guid, OpenClaim>> OpenClaims(Guid branch, CancellationToken stop)
    {
        var claims = await db
            .PayClaims.AsNoTracking()
            .Where(claim => claim.BranchId == branch)
            .Select(claim => new
            {
                claim.Id,
                claim.PersonId,
                claim.Month,
                claim.Amount.Amount,
                Entries = db.PayClaimEntries.Count(entry => entry.ClaimId == claim.Id),
                Settled = db.PayClaimEntries.Where(entry => entry.ClaimId == claim.Id).Sum(entry => entry.Settled.Amount),
            })
            .Where(claim => claim.Settled < claim.Amount)
            .ToListAsync(stop);
        return claims.ToLookup(
            claim => claim.PersonId,
            claim => new OpenClaim(claim.Id, claim.PersonId, new(claim.Month), claim.Amount - claim.Settled, claim.Entries)
        );
    }

    /// <summary>What is waived of claims of people of a branch; nothing for whom nothing ever was.</summary>
    public async Task<Dictionary<Guid, WaivedClaims>> Waived(Guid branch, CancellationToken stop)
    {
        var decisions = await db
            .PayClaimEntries.AsNoTracking()
            .Where(entry => entry.BranchId == branch && entry.PayRunId == null)
            .OrderBy(entry => entry.At)
            .ThenBy(entry => entry.ClaimId)
            .ThenBy(entry => entry.Number)
            .Select(entry => new
            {
                entry.PersonId,
                Id = entry.DecisionId ?? entry.ClaimId,
                // Nothing but its own withdrawal comes after a waiver.
                Waives = entry.WaivedBy != null
                    && !db.PayClaimEntries.Any(later => later.ClaimId == entry.ClaimId && later.Number > entry.Number),
                Part = new ClaimPart(entry.ClaimId, entry.Number, entry.Settled.Amount, entry.Open),
                Deducted = -db
                    .PayslipLines.Where(line => line.PayslipId == entry.ClaimId && line.Of == PayKind.Deduction)
                    .Sum(line => line.Amount.Amount),
                IsTold = db.PayInputs.Any(input => input.InputId == (entry.DecisionId ?? entry.ClaimId)),
            })
            .ToListAsync(stop);
        if (decisions.Count == 0)
            return [];

        var people = decisions.Select(decision => decision.PersonId).Distinct().ToList();
        var sums = await (
            from line in db.PayslipLines
            join done in db.PayLocks on new { line.PayRunId, line.Number } equals new { done.PayRunId, done.Number }
            where people.Contains(line.PersonId) && (line.Of == PayKind.Deduction || line.Of == PayKind.Waived)
            group line.Amount.Amount by new { line.PersonId, line.Of } into part
            select new
            {
                part.Key.PersonId,
                part.Key.Of,
                Sum = part.Sum(),
            }
        ).ToDictionaryAsync(part => (part.PersonId, part.Of), part => -part.Sum, stop);
        return decisions
            .GroupBy(decision => decision.PersonId)
            .ToDictionary(
                person => person.Key,
                person => new WaivedClaims(
                    [.. person.Where(decision => decision.Waives && !decision.IsTold).Select(decision => decision.Part)],
                    person.Where(decision => decision.Waives).Sum(waiver => Math.Clamp(waiver.Deducted, 0, waiver.Part.Settled)),
                    sums.GetValueOrDefault((person.Key, PayKind.Deduction)),
                    sums.GetValueOrDefault((person.Key, PayKind.Waived))
                )
                {
                    Decisions = [.. person.Where(decision => !decision.IsTold).Select(decision => decision.Id)],
                }
            );
    }

    /// <summary>Whether a locked run gave less back because of a waiver that stands.</summary>
    public async Task<bool> IsSetOff(PayClaimEntry waiver, CancellationToken stop)
    {
        var waived = (await Waived(waiver.BranchId, stop)).GetValueOrDefault(waiver.PersonId, WaivedClaims.None);
        var deducted = -await db
            .PayslipLines.Where(line => line.PayslipId == waiver.ClaimId && line.Of == PayKind.Deduction)
            .SumAsync(line => line.Amount.Amount, stop);
        return waived.NotGivenBack > waived.OfDeductions - Math.Clamp(deducted, 0, waiver.Settled.Amount);
    }

    IQueryable<Accrual> Untaken(IQueryable<Accrual> lines, bool untaken) =>
        lines.AsNoTracking().Where(line => !untaken || !db.PayInputs.Any(input => input.InputId == line.Id));

    IQueryable<PerformanceEntry> Untaken(IQueryable<PerformanceEntry> entries, bool untaken) =>
        entries.AsNoTracking().Where(entry => !untaken || !db.PayInputs.Any(input => input.InputId == entry.Id));

    static PayFact FactOf(PerformanceEntry entry) =>
        new(
            entry.Id,
            entry.PersonId,
            entry.Kind switch
            {
                PerformanceKind.Engagement => PayFactKind.Units,
                PerformanceKind.Rating => PayFactKind.Rating,
                PerformanceKind.UpheldComplaint => PayFactKind.Complaint,
                PerformanceKind.Commission => PayFactKind.Commission,
                PerformanceKind.Deduction => PayFactKind.Deduction,
                _ => throw new InvalidOperationException("A kind of entry that this version does not know."),
            },
            entry.Value,
            entry.Currency,
            entry.Day,
            entry.ReversesId is not null
        );
}
