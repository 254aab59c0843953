using Clinic.Payroll.Employees;

namespace Clinic.Payroll.PayRuns;

/// <summary>
/// What a person still owes because a payslip could not keep it: deductions above the share that may be kept, or pay taken back beyond the
/// pay of the month. It arises when the run is locked and is collected from later months, under the same limit, until it is settled or the
/// rest is waived.
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

    /// <summary>Whether a person may waive the rest: a second person, when there is a rest .</summary>
    /// <param name="raisedBy">Who worked the run out that it arose in, and who locked it.</param>
    /// <param name="open">What is left of it.</param>
    public Refusal? CheckWaiver(IReadOnlyCollection<Guid> raisedBy, decimal open, Guid by) =>
        by == PersonId ? EmployeeRefusals.OwnEmployment
        : raisedBy.Contains(by) ? EmployeeRefusals.NeedsSecondPerson
        : open == 0 ? PayRefusals.ClaimNotOpen
        : null;

    /// <summary>Whether a person may take the waiver back: a second person, while nothing was set off against it .</summary>
    /// <param name="waivedBy">Who waived it; nothing when it is not waived.</param>
    /// <param name="isSetOff">True when a locked run gave less back because of it.</param>
    public Refusal? CheckWithdrawal(Guid? waivedBy, bool isSetOff, Guid by) =>
        by == PersonId ? EmployeeRefusals.OwnEmployment
        : waivedBy is null ? PayRefusals.ClaimNotWaived
        : by == waivedBy ? EmployeeRefusals.NeedsSecondPerson
        : isSetOff ? PayRefusals.WaiverSetOff
        : null;
}

/// <summary>
/// A locked run settled a part of a claim, a second person waived the rest, or another one took that back. The entries of a claim are
/// numbered, so that the same part is neither settled by two runs nor settled and waived.
/// </summary>
public sealed class PayClaimEntry : IBranchScoped, IPersonScoped, IAppendOnly, IHasSealedTexts
{
    public Guid ClaimId { get; init; }

    /// <summary>From 1.</summary>
    public int Number { get; init; }

    public Guid BranchId { get; init; }
    public Guid PersonId { get; init; }

    /// <summary>The run that settled it; nothing when people decided.</summary>
    public Guid? PayRunId { get; init; }

    /// <summary>What the claim is smaller by; below zero where a waiver was taken back.</summary>
    public Money Settled { get; init; }

    /// <summary>What is left of the claim, in its currency; nothing less than zero.</summary>
    public decimal Open { get; init; }

    /// <summary>Who waived it; nothing for every other entry.</summary>
    public Guid? WaivedBy { get; init; }

    /// <summary>Why, in words; stays here.</summary>
    public SealedText? WaiverReason { get; init; }

    /// <summary>Who took the waiver before it back; nothing for every other entry.</summary>
    public Guid? WithdrawnBy { get; init; }

    /// <summary>Why, in words; stays here.</summary>
    public SealedText? WithdrawalReason { get; init; }

    /// <summary>
    /// By what a run takes in that people decided; nothing where a run settled, and for waivers of earlier builds, which were at most one
    /// of a claim: for these the claim's own id stands.
    /// </summary>
    public Guid? DecisionId { get; init; }

    public DateTimeOffset At { get; init; }
    public Guid SubjectId => PersonId;

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

    /// <summary>What was left of a claim is waived.</summary>
    /// <param name="number">The how many-th entry of the claim it is.</param>
    public static PayClaimEntry Waive(PayClaim claim, int number, decimal open, Guid by, string reason, DateTimeOffset now) =>
        new()
        {
            ClaimId = claim.Id,
            Number = number,
            BranchId = claim.BranchId,
            PersonId = claim.PersonId,
            Settled = claim.Amount with { Amount = open },
            Open = 0,
            WaivedBy = by,
            WaiverReason = reason,
            DecisionId = Guid.CreateVersion7(now),
            At = now,
        };

    /// <summary>What this entry waived is open again.</summary>
    public PayClaimEntry Withdraw(Guid by, string reason, DateTimeOffset now) =>
        new()
        {
            ClaimId = ClaimId,
            Number = Number + 1,
            BranchId = BranchId,
            PersonId = PersonId,
            Settled = Settled with { Amount = -Settled.Amount },
            Open = Settled.Amount,
            WithdrawnBy = by,
            WithdrawalReason = reason,
            DecisionId = Guid.CreateVersion7(now),
            At = now,
        };
}

/// <summary>A claim that is not settled yet, as a run finds it.</summary>
/// <param name="Open">What is left of it.</param>
/// <param name="Entries">How often something of it was settled.</param>
public sealed record OpenClaim(Guid Id, Guid PersonId, PayMonth Month, decimal Open, int Entries);
