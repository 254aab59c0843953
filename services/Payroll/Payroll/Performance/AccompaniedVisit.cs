using Clinic.Escort.Contracts;

namespace Clinic.Payroll.Performance;

/// <summary>When an accompanied visit ended, how late it had begun, and by which message we know.</summary>
/// <param name="MinutesLate">How many minutes after the agreed time the escort came; an earlier build did not keep it.</param>
public sealed record EscortEnd(DateTimeOffset At, bool HighDifficulty, Guid MessageId, int? MinutesLate);

/// <summary>When the service report came in, whether in time, and by which message we know.</summary>
public sealed record ReportIn(DateTimeOffset At, bool OnTime, Guid MessageId);

/// <summary>The fee of an accompanied visit, which a commission may be a part of, and by which message we know.</summary>
public sealed record CollectedFee(decimal Amount, string Currency, DateTimeOffset At, Guid MessageId);

/// <summary>
/// What was heard of one engagement, in whatever order it came. It counts towards the escort's pay once it is both completed and
/// reported; until then it is held.
/// </summary>
public sealed class AccompaniedVisit : IBranchScoped, IPersonScoped
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }

    /// <summary>The escort; who completed the visit, should the facts differ.</summary>
    public Guid PersonId { get; private set; }

    public Guid CaseId { get; init; }
    public EscortEnd? Ended { get; private set; }
    public ReportIn? Reported { get; private set; }
    public CollectedFee? Fee { get; private set; }

    /// <summary>True once the engagement counts towards pay.</summary>
    public bool Counted { get; private set; }

    /// <summary>Why it does not count yet; nothing once it does.</summary>
    public string? HeldBecause =>
        Counted ? null
        : Ended is null ? "end-missing"
        : "report-missing";

    /// <summary>What is known before any of the facts.</summary>
    public static AccompaniedVisit Of(Guid engagement, Guid branch, Guid escort, Guid caseId) =>
        new()
        {
            Id = engagement,
            BranchId = branch,
            PersonId = escort,
            CaseId = caseId,
        };

    /// <summary>True when the engagement counts from now on.</summary>
    public bool Apply(EscortVisitCompleted fact, MessageContext message)
    {
        if (Ended is not null)
            return false;
        (Ended, PersonId) = (new(fact.EndedAt.ToUniversalTime(), fact.HighDifficulty, message.MessageId, fact.MinutesLate), fact.EscortId);
        return UpdateCounted();
    }

    /// <summary>True when the engagement counts from now on.</summary>
    public bool Apply(ServiceReportSubmitted fact, MessageContext message)
    {
        if (Reported is not null)
            return false;
        Reported = new(fact.OccurredAt.ToUniversalTime(), fact.OnTime, message.MessageId);
        return UpdateCounted();
    }

    /// <summary>True when this is the first word of the fee.</summary>
    public bool Apply(EscortFeeCollected fact, MessageContext message)
    {
        if (Fee is not null)
            return false;
        Fee = new(fact.Amount, fact.Currency, fact.OccurredAt.ToUniversalTime(), message.MessageId);
        return true;
    }

    bool UpdateCounted() => Counted = Ended is not null && Reported is not null;
}
