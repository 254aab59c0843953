using Clinic.Feedback.Contracts;

namespace Clinic.Payroll.Discipline;

/// <summary>What a case began with.</summary>
public enum CaseSource
{
    Complaint,
    ConsecutiveFailures,
    Violation,
}

/// <summary>How far a case is (WF-24).</summary>
public enum CaseState
{
    Opened,
    Heard,
    Decided,
    Effective,
    Done,
    Dropped,
}

/// <summary>Whom the loss met; <see cref="NotSaid"/> when there was one and nobody said whose.</summary>
public enum LossTo
{
    Nobody,
    Client,
    Company,
    Both,
    NotSaid,
}

/// <summary>
/// A case against a person (WF-24). Only its opening may happen by itself; whether anything follows, and what, people decide: the
/// person is heard, somebody not concerned decides, somebody else puts it into effect.
/// </summary>
public sealed class DisciplineCase : IBranchScoped, IPersonScoped, IVersioned, IHasSealedTexts
{
    /// <summary>Why a case is dropped whose source was taken back.</summary>
    public const string OverturnedCode = "overturned";

    public Guid Id { get; init; }
    public Guid BranchId { get; init; }

    /// <summary>The accused.</summary>
    public Guid PersonId { get; init; }

    public Guid CaseId { get; init; }
    public Guid CauseMessageId { get; init; }
    public CaseSource Source { get; init; }
    public Guid SourceId { get; init; }

    /// <summary>
    /// The version of the fact that opened the case; the same source can open a further one when it counts again. Zero for a case opened
    /// by hand or by an earlier build.
    /// </summary>
    public int Round { get; init; }

    /// <summary>The failed assessments that make up the source; the case falls when one of them counts no longer.</summary>
    public Guid[] AssessmentIds { get; init; } = [];

    /// <summary>The complaint behind the case, whose overturning drops it.</summary>
    public Guid? ComplaintId { get; init; }

    /// <summary>True for an escort, to whom other lists of consequences apply.</summary>
    public bool IsEscort { get; init; }

    /// <summary>The rule broken, as a code .</summary>
    public required string RuleCode { get; init; }

    public LossTo Loss { get; init; }
    public Severity? Severity { get; init; }

    /// <summary>What happened, in the words of whoever opened the case by hand.</summary>
    public SealedText? Account { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>Who opened the case, or whose act elsewhere did.</summary>
    public Guid? OpenedBy { get; init; }

    public CaseState State { get; private set; }
    public SealedText? Statement { get; private set; }
    public Guid? HeardBy { get; private set; }
    public DateTimeOffset? HeardAt { get; private set; }
    public PenaltyKind? Kind { get; private set; }
    public SealedText? DecisionReason { get; private set; }
    public decimal? Amount { get; private set; }
    public string? Currency { get; private set; }
    public string? TopicCode { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public Guid? ExecutedBy { get; private set; }
    public DateTimeOffset? EffectiveAt { get; private set; }
    public DateTimeOffset? TrainingDueBy { get; private set; }
    public DateTimeOffset? ResitPassedAt { get; private set; }
    public DateTimeOffset? ResitFailedAt { get; private set; }
    public string? DropCode { get; private set; }
    public SealedText? DropReason { get; private set; }
    public Guid? DroppedBy { get; private set; }
    public DateTimeOffset? DroppedAt { get; private set; }
    public uint Version { get; private set; }
    public Guid SubjectId => PersonId;

    /// <summary>What may be decided in this case.</summary>
    public IReadOnlyList<PenaltyKind> Allowed => Penalties.For(Source, IsEscort);

    /// <summary>The amount decided, of a fine or wage deduction.</summary>
    public Money? Deduction => Amount is { } amount ? new(amount, Currency!) : null;

    /// <summary>
    /// True when the case was opened by this fact of its source or by a later one. An earlier build kept no number; its case covers every
    /// fact until a change of the verdict made it fall.
    /// </summary>
    public bool Covers(int round) =>
        Round >= round || (Round == 0 && DropCode is not (AssessmentChange.VoidedCode or AssessmentChange.CorrectedCode));

    /// <summary>True when money was kept from pay.</summary>
    public bool TookMoney => EffectiveAt is not null && Amount is not null;

    /// <summary>WF-24 2: the person was heard; what they said is noted.</summary>
    public Refusal? Hear(string statement, Guid by, DateTimeOffset now)
    {
        if (State != CaseState.Opened)
            return DisciplineRefusals.CaseOutOfOrder;
        if (by == PersonId)
            return DisciplineRefusals.OwnCase;

        Statement = statement;
        HeardBy = by;
        HeardAt = now;
        State = CaseState.Heard;
        return null;
    }

    /// <summary>WF-24 3, R-036, R-066: somebody not concerned decides after the person was heard, among what the source allows.</summary>
    public Refusal? Decide(CaseDecision verdict, Guid by, IReadOnlyCollection<Guid> concerned, DateTimeOffset now)
    {
        if (State == CaseState.Opened)
            return DisciplineRefusals.NotHeard;
        if (State != CaseState.Heard)
            return DisciplineRefusals.CaseOutOfOrder;
        if (by == PersonId)
            return DisciplineRefusals.OwnCase;
        if (concerned.Contains(by))
            return DisciplineRefusals.Concerned;
        if (!Allowed.Contains(verdict.Kind))
            return DisciplineRefusals.PenaltyNotAllowed;
        if (Penalties.TakesMoney(verdict.Kind) && verdict.Amount is null)
            return DisciplineRefusals.AmountMissing;
        if (!Penalties.TakesMoney(verdict.Kind) && verdict.Amount is not null)
            return DisciplineRefusals.AmountNotFitting;

        Kind = verdict.Kind;
        DecisionReason = verdict.Reason;
        Amount = verdict.Amount?.Amount;
        Currency = verdict.Amount?.Currency;
        TopicCode = verdict.TopicCode;
        (DecidedBy, DecidedAt, State) = (by, now, CaseState.Decided);
        return null;
    }

    /// <summary>True when the same was decided before. The case was opened for reading.</summary>
    public bool WasDecided(CaseDecision verdict) =>
        DecidedAt is not null
        && (Kind, DecisionReason?.Read(), Deduction, TopicCode) == (verdict.Kind, verdict.Reason, verdict.Amount, verdict.TopicCode);

    /// <summary>
    /// WF-24 4: HR puts the decision into effect once the person knows of it; whoever decided does not also carry it out.
    /// </summary>
    public Refusal? TakeEffect(bool employeeNotified, Guid by, TimeSpan untilRetrained, DateTimeOffset now)
    {
        if (State != CaseState.Decided)
            return DisciplineRefusals.CaseOutOfOrder;
        if (by == PersonId)
            return DisciplineRefusals.OwnCase;
        if (by == DecidedBy)
            return DisciplineRefusals.DeciderExecutes;
        if (!employeeNotified)
            return DisciplineRefusals.EmployeeNotNotified;

        (ExecutedBy, EffectiveAt, State) = (by, now, CaseState.Effective);
        if (Kind == PenaltyKind.RetrainAndResit)
            TrainingDueBy = now + untilRetrained;
        return null;
    }

    /// <summary>WF-24 5: no fault was found, by somebody not concerned, after the person was heard.</summary>
    public Refusal? Drop(string code, string reason, Guid by, IReadOnlyCollection<Guid> concerned, DateTimeOffset now)
    {
        if (State == CaseState.Opened)
            return DisciplineRefusals.NotHeard;
        if (State != CaseState.Heard)
            return DisciplineRefusals.CaseOutOfOrder;
        if (by == PersonId)
            return DisciplineRefusals.OwnCase;
        if (concerned.Contains(by))
            return DisciplineRefusals.Concerned;

        DropCode = code;
        DropReason = reason;
        DroppedBy = by;
        DroppedAt = now;
        State = CaseState.Dropped;
        return null;
    }

    /// <summary>The source was wrong: the case falls, however far it is. False when it fell before.</summary>
    public bool DropBecauseSourceFell(string code, DateTimeOffset at)
    {
        if (State == CaseState.Dropped)
            return false;

        (DropCode, DroppedAt, State) = (code, at, CaseState.Dropped);
        return true;
    }

    /// <summary>R-036: the resit was passed; a case whose consequence it was is done.</summary>
    public void PassResit(DateTimeOffset at)
    {
        ResitPassedAt ??= at;
        EndRetraining();
    }

    /// <summary>R-036: the resit was failed; the retraining is over, and what follows is decided in a case of its own.</summary>
    public void FailResit(DateTimeOffset at)
    {
        ResitFailedAt ??= at;
        EndRetraining();
    }

    void EndRetraining()
    {
        if (State == CaseState.Effective && Kind == PenaltyKind.RetrainAndResit)
            State = CaseState.Done;
    }
}
