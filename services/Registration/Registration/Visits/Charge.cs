namespace Clinic.Registration.Visits;

/// <summary>What a charge is for.</summary>
public enum ChargeKind
{
    Registration,
    Treatment,
    Medicine,
    Other,
}

/// <summary>Something a visit costs, and whether it was paid at the desk.</summary>
public sealed class Charge : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid VisitId { get; init; }
    public Guid BranchId { get; init; }
    public ChargeKind Kind { get; init; }
    public decimal Amount { get; init; }
    public required string Currency { get; init; }
    public Guid ChargedBy { get; init; }
    public DateTimeOffset ChargedAt { get; init; }
    public DateTimeOffset? PaidAt { get; private set; }
    public Guid? PaidTo { get; private set; }
    public uint Version { get; private set; }

    /// <summary>The client paid.</summary>
    public void Pay(Guid to, DateTimeOffset now) => (PaidAt, PaidTo) = (now, to);
}

/// <summary>When a branch is paid: all before the treatment, the registration fee before and the rest after, or all after .</summary>
public enum PayTiming
{
    Before,
    Split,
    After,
}

/// <summary>What is paid when.</summary>
static class PaymentOfVisit
{
    internal static readonly Policy<Choice<PayTiming>> Timing = new(
        "branch.payTiming",
        new(PayTiming.Split),
        Choice<PayTiming>.First,
        Choice<PayTiming>.Last,
        "003-1 十一 and default, unconfirmed (A-26)"
    );

    /// <summary>
    /// where the branch is paid before, what the treatment costs is charged and everything is paid first; else null.
    /// </summary>
    public static async Task<Refusal?> CheckPayment(this RegistrationDb db, Visit visit, PolicyBook policies, CancellationToken stop)
    {
        if (policies.Value(Timing, visit.BranchId, visit.CheckedInAt).Word != PayTiming.Before)
            return null;

        var charges = await db.Charges.AsNoTracking().Where(charge => charge.VisitId == visit.Id).Take(200).ToListAsync(stop);
        return charges.Exists(charge => charge.Kind == ChargeKind.Treatment) && charges.TrueForAll(charge => charge.PaidAt is not null)
            ? null
            : VisitRefusals.PaymentDue;
    }
}
