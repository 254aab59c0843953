using Clinic.Payroll.Branches;
using Clinic.Registration.Contracts;

namespace Clinic.Payroll.Workload;

/// <summary>Whether a line counts work or takes a counted line back.</summary>
public enum AccrualKind
{
    Worked,
    Reversed,
}

/// <summary>
/// One line of the workload ledger: a person's part in a visit, in units that performance pay is worked out from. A
/// line is never changed; a mistake is taken back by a line that names it.
/// </summary>
public sealed class Accrual : IBranchScoped, IPersonScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid PersonId { get; init; }
    public Guid VisitId { get; init; }
    public ServicePart Part { get; init; }
    public AccrualKind Kind { get; init; }
    public decimal Units { get; init; }
    public DateOnly Day { get; init; }
    public Guid? ReversesId { get; init; }
    public Guid CaseId { get; init; }
    public Guid CauseMessageId { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Counts one person's part in a completed visit, on the clinic day it was completed.</summary>
    public static Accrual Of(Completion completed, ServedVisit visit, Served served, decimal units, Branch branch, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            BranchId = visit.BranchId,
            PersonId = served.EmployeeId,
            VisitId = visit.Id,
            Part = served.Part,
            Kind = AccrualKind.Worked,
            Units = decimal.Round(units, 4, MidpointRounding.AwayFromZero),
            Day = branch.DayOf(completed.At),
            CaseId = visit.CaseId,
            CauseMessageId = completed.MessageId,
            At = now,
        };

    /// <summary>Takes this line back on the clinic day of the voiding, so that days already looked at stay as they were.</summary>
    public Accrual Reverse(Voiding voided, Branch branch, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            BranchId = BranchId,
            PersonId = PersonId,
            VisitId = VisitId,
            Part = Part,
            Kind = AccrualKind.Reversed,
            Units = -Units,
            Day = branch.DayOf(voided.At),
            ReversesId = Id,
            CaseId = CaseId,
            CauseMessageId = voided.MessageId,
            At = now,
        };
}
