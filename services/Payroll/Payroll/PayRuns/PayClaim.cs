namespace Clinic.Payroll.PayRuns;

/// <summary>
/// What a person still owes because a payslip could not keep it: deductions above the share that may be kept, or pay taken back beyond the
/// pay of the month. It arises when the run is locked and is collected from later months, under the same limit.
/// </summary>
public sealed class PayClaim : IBranchScoped, IPersonScoped, IAppendOnly
{
    /// <summary>The payslip that left it open; there is at most one claim of each.</summary>
    public Guid Id { get; init; }

    public Guid BranchId { get; init; }
    public Guid PersonId { get; init; }
    public Guid PayRunId { get; init; }

    /// <summary>The first day of the month of the run it arose in.</summary>
    public DateOnly Month { get; init; }

    public Money Amount { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>What a payslip carries forward.</summary>
    public static PayClaim Of(PayslipLine line, DateTimeOffset now) =>
        new()
        {
            Id = line.PayslipId,
            BranchId = line.BranchId,
            PersonId = line.PersonId,
            PayRunId = line.PayRunId,
            Month = line.ForMonth,
            Amount = line.Amount,
            At = now,
        };
}

/// <summary>
/// A locked run settled a part of a claim. The entries of a claim are numbered, so that two runs cannot settle the same part.
/// </summary>
public sealed class PayClaimEntry : IBranchScoped, IPersonScoped, IAppendOnly
{
    public Guid ClaimId { get; init; }

    /// <summary>From 1.</summary>
    public int Number { get; init; }

    public Guid BranchId { get; init; }
    public Guid PersonId { get; init; }

    /// <summary>The run that settled it.</summary>
    public Guid PayRunId { get; init; }

    public Money Settled { get; init; }

    /// <summary>What is left of the claim, in its currency; nothing less than zero.</summary>
    public decimal Open { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>A part of what a payslip collected.</summary>
    public static PayClaimEntry Of(PayslipLine line, ClaimPart part, DateTimeOffset now) =>
        new()
        {
            ClaimId = part.ClaimId,
            Number = part.Number,
            BranchId = line.BranchId,
            PersonId = line.PersonId,
            PayRunId = line.PayRunId,
            Settled = new(part.Settled, line.Amount.Currency),
            Open = part.Open,
            At = now,
        };
}

/// <summary>A claim that is not settled yet, as a run finds it.</summary>
/// <param name="Open">What is left of it.</param>
/// <param name="Entries">How often something of it was settled.</param>
public sealed record OpenClaim(Guid Id, Guid PersonId, PayMonth Month, decimal Open, int Entries);
