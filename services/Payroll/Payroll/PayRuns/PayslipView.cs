using Clinic.Payroll.Workload;

namespace Clinic.Payroll.PayRuns;

/// <summary>A payslip whose every line names what it stands on (R-040, moonshot 8).</summary>
/// <param name="State">Locked payslips are final.</param>
public sealed record PayslipView(
    Guid Id,
    Guid PayRunId,
    [Employee] Guid EmployeeId,
    [Place] Guid BranchId,
    string Month,
    DateOnly PaidOn,
    PayRunState State,
    Money Net,
    IReadOnlyList<PayslipView.Line> Lines
)
{
    /// <param name="Kind">The part of pay, or Delta when the line corrects a locked month.</param>
    /// <param name="Sources">All of them for whoever sees the group and for the person; of other branches' work nothing for a reader of one
    /// branch.</param>
    /// <param name="Of">The part of pay it belongs to, also of a delta.</param>
    public sealed record Line(
        string Kind,
        PayKind Of,
        string ForMonth,
        Money Amount,
        CalculationDetail Figures,
        IReadOnlyList<Source> Sources
    );

    /// <summary>A line of a ledger that counted: what it came from, and the case whose trail tells everything before.</summary>
    /// <param name="Kind">Visit, Engagement, SurveyResponse, Complaint, Referral or DisciplineCase.</param>
    /// <param name="Id">The visit, engagement, response, complaint, referral or discipline case.</param>
    /// <param name="MessageId">The message that was heard.</param>
    /// <param name="Value">What it counted: units, score, complaints or money; below zero when it takes another line back.</param>
    public sealed record Source(
        string Kind,
        Guid Id,
        Guid CaseId,
        Guid MessageId,
        Guid EntryId,
        string Counts,
        decimal Value,
        DateOnly Day
    );

    /// <summary>What a line is called whose amount corrects a locked month.</summary>
    const string Delta = "Delta";

    internal static async Task<IReadOnlyList<PayslipView>> Of(PayrollDb db, IReadOnlyList<PayslipRead> slips, CancellationToken stop)
    {
        var ids = slips.Select(payslipRead => payslipRead.Slip.Id).ToList();
        var lines = await db
            .PayslipLines.AsNoTracking()
            .Where(line => ids.Contains(line.PayslipId))
            .OrderBy(line => line.Position)
            .ToListAsync(stop);
        var linesOf = lines.ToLookup(line => line.PayslipId);
        var sources = await Sources(db, [.. lines.SelectMany(line => line.Sources)], stop);
        return
        [
            .. slips.Select(payslipRead => new PayslipView(
                payslipRead.Slip.Id,
                payslipRead.Slip.PayRunId,
                payslipRead.Slip.PersonId,
                payslipRead.Slip.BranchId,
                payslipRead.Month.ToString(),
                JsonText.Read<PayParameters>(payslipRead.Measures).Rules.PaidOn(payslipRead.Month),
                payslipRead.IsLocked ? PayRunState.Locked : PayRunState.Calculated,
                payslipRead.Slip.Net,
                [
                    .. linesOf[payslipRead.Slip.Id]
                        .Select(line => new Line(
                            line.ForMonth == payslipRead.Month.First ? line.Of.ToString() : Delta,
                            line.Of,
                            new PayMonth(line.ForMonth).ToString(),
                            line.Amount,
                            JsonText.Read<CalculationDetail>(line.Figures),
                            [
                                .. line
                                    .Sources.Where(sources.ContainsKey)
                                    .Select(id => sources[id])
                                    .OrderBy(source => source.Day)
                                    .ThenBy(source => source.EntryId),
                            ]
                        )),
                ]
            )),
        ];
    }

    static async Task<Dictionary<Guid, Source>> Sources(PayrollDb db, List<Guid> ids, CancellationToken stop)
    {
        var visits = await db
            .Accruals.AsNoTracking()
            .Where(line => ids.Contains(line.Id))
            .Select(line => new Source(
                "Visit",
                line.VisitId,
                line.CaseId,
                line.CauseMessageId,
                line.Id,
                nameof(Accrual.Units),
                line.Units,
                line.Day
            ))
            .ToListAsync(stop);
        var entries = await db.PerformanceEntries.AsNoTracking().Where(entry => ids.Contains(entry.Id)).ToListAsync(stop);
        return visits
            .Concat(
                entries.Select(entry => new Source(
                    entry.SourceKind,
                    entry.SourceId,
                    entry.CaseId,
                    entry.CauseMessageId,
                    entry.Id,
                    entry.Kind.ToString(),
                    entry.Value,
                    entry.Day
                ))
            )
            .ToDictionary(source => source.EntryId);
    }
}

/// <summary>A payslip with what its calculation and lock say of it.</summary>
sealed record PayslipRead(Payslip Slip, PayMonth Month, string Measures, bool IsLocked)
{
    /// <summary>Of each run the payslips that count: of the locked calculation, else of the latest one.</summary>
    public static async Task<List<PayslipRead>> Of(PayrollDb db, IQueryable<Payslip> slips, CancellationToken stop)
    {
        var read = await (
            from slip in slips.AsNoTracking()
            join run in db.PayRuns on slip.PayRunId equals run.Id
            join calculation in db.PayCalculations
                on new { slip.PayRunId, slip.Number } equals new { calculation.PayRunId, calculation.Number }
            join one in db.PayLocks on slip.PayRunId equals one.PayRunId into locks
            from done in locks.DefaultIfEmpty()
            where
                done != null
                    ? done.Number == slip.Number
                    : !db.PayCalculations.Any(later => later.PayRunId == slip.PayRunId && later.Number > slip.Number)
            select new
            {
                slip,
                run.Month,
                calculation.Measures,
                IsLocked = done != null,
            }
        ).ToListAsync(stop);
        return
        [
            .. read.Select(row => new PayslipRead(row.slip, new(row.Month), row.Measures, row.IsLocked))
                .OrderByDescending(payslipRead => payslipRead.Month.First)
                .ThenBy(payslipRead => payslipRead.Slip.Id),
        ];
    }
}
