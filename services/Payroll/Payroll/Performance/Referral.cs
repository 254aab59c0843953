using Clinic.Escort.Contracts;

namespace Clinic.Payroll.Performance;

/// <summary>
/// A referred client who really was new (WF-41): worth a commission to whoever brought them, once. The rates in force at
/// the first accompanied visit judge it: a fixed amount, or a part of that visit's fee, for which it may have to wait.
/// </summary>
public sealed class Referral : IBranchScoped, IPersonScoped
{
    static readonly Policy<decimal> Amount = new("commission.referral.amount", 100.00m, 0m, 100_000m, "default, unconfirmed (R-039)"),
        PercentOfFee = new("commission.referral.percentOfFee", 0m, 0m, 100m, "default, unconfirmed (R-039)");

    public Guid Id { get; init; }
    public Guid BranchId { get; init; }

    /// <summary>Who brought the client.</summary>
    public Guid PersonId { get; init; }

    public Guid EngagementId { get; init; }
    public Guid CaseId { get; init; }
    public DateTimeOffset ConvertedAt { get; init; }
    public Guid MessageId { get; init; }

    /// <summary>True once the commission is worked out.</summary>
    public bool Credited { get; private set; }

    /// <summary>The referral as it was told.</summary>
    public static Referral Of(ReferralConverted fact, MessageContext message) =>
        new()
        {
            Id = fact.ReferralId,
            BranchId = fact.BranchId,
            PersonId = fact.ReferrerId,
            EngagementId = fact.EngagementId,
            CaseId = message.CaseId,
            ConvertedAt = fact.OccurredAt.ToUniversalTime(),
            MessageId = message.MessageId,
        };

    /// <summary>
    /// The commission, the first time it can be worked out; nothing before the fee it is a part of is known, or when it comes to nothing.
    /// </summary>
    public Earned? Credit(CollectedFee? fee, PolicyBook policies, DateTimeOffset now)
    {
        if (Credited)
            return null;
        var percent = policies.Value(PercentOfFee, BranchId, ConvertedAt);
        if (percent > 0m && fee is null)
            return null;

        Credited = true;
        var commission =
            percent > 0m
                ? Money.Rounded(fee!.Amount * percent / 100m, fee.Currency)
                : Money.Rounded(
                    policies.Value(Amount, BranchId, ConvertedAt),
                    policies.Value(EngagementUnits.CommissionCurrency, BranchId, ConvertedAt).Code
                );
        return commission.Amount == 0m
            ? null
            : new()
            {
                Id = Guid.CreateVersion7(now),
                BranchId = BranchId,
                PersonId = PersonId,
                Kind = PerformanceKind.Commission,
                Value = commission.Amount,
                Currency = commission.Currency,
                At = ConvertedAt,
                SourceKind = SourceKinds.Referral,
                SourceId = Id,
                CaseId = CaseId,
                CauseMessageId = MessageId,
            };
    }
}
