using System.Security.Cryptography;
using System.Text;

namespace Clinic.Payroll.PayRuns;

/// <summary>One person's part of a draft.</summary>
public sealed record DraftSlip(Guid PersonId, string Currency, IReadOnlyList<EmploymentTerms> Terms, IReadOnlyList<PayLine> Lines)
{
    /// <summary>The sum of the lines.</summary>
    public Money Net => new(Lines.Sum(line => line.Amount.Amount), Currency);
}

/// <summary>A month worked out for a whole branch, before it is written down.</summary>
/// <param name="AfterLocks">How many months of the branch were locked; with another lock the same lines are another draft.</param>
public sealed record PayDraft(
    PayMonth Month,
    bool MonthIsOver,
    int AfterLocks,
    PayParameters Measures,
    IReadOnlyList<Guid> Inputs,
    IReadOnlyList<DraftSlip> Slips
)
{
    /// <summary>The same measures, inputs, terms and lines give the same hash, whoever works them out and whenever.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonText.Text(this))));

    /// <summary>Writes the draft down as a calculation of a run.</summary>
    internal PayCalculation WriteDown(PayrollDb db, PayRun run, int number, string hash, Caller caller, DateTimeOffset now)
    {
        PayCalculation calculation = new()
        {
            PayRunId = run.Id,
            Number = number,
            BranchId = run.BranchId,
            CalculatedBy = caller.PersonId,
            At = now,
            MonthWasOver = MonthIsOver,
            AfterLocks = AfterLocks,
            Measures = JsonText.Text(Measures),
            Inputs = [.. Inputs],
            Hash = hash,
            Payslips = Slips.Count,
        };
        db.Add(calculation);
        foreach (var slip in Slips)
        {
            Payslip payslip = new()
            {
                Id = Guid.CreateVersion7(now),
                PayRunId = run.Id,
                Number = number,
                BranchId = run.BranchId,
                PersonId = slip.PersonId,
                Net = slip.Net,
                Terms = JsonText.Text(slip.Terms),
            };
            db.Add(payslip);
            db.AddRange(
                slip.Lines.Select(
                    (line, at) =>
                        new PayslipLine
                        {
                            PayslipId = payslip.Id,
                            Position = at + 1,
                            PayRunId = run.Id,
                            Number = number,
                            BranchId = run.BranchId,
                            PersonId = slip.PersonId,
                            Of = line.Of,
                            ForMonth = line.For.First,
                            Amount = line.Amount,
                            Sources = [.. line.Sources],
                            Figures = JsonText.Text(line.Figures),
                        }
                )
            );
        }
        return calculation;
    }
}
