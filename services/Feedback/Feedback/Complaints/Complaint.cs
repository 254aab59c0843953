using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// A complaint from filing to its end (WF-11). It knows the order of its steps and who may not take them; what was said in each
/// step is in <see cref="ComplaintStep"/>. Each step says why not, or changes the state.
/// </summary>
public sealed class Complaint : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid? ClientId { get; init; }
    public Guid? VisitId { get; init; }
    public Guid? EngagementId { get; init; }
    public ComplaintKind Kind { get; init; }
    public ComplaintChannel Channel { get; init; }

    /// <summary>Whom the client complains of; may be nobody in person.</summary>
    public required Guid[] AccusedIds { get; init; }

    public Guid FiledBy { get; init; }
    public DateTimeOffset FiledAt { get; init; }

    /// <summary>Its rounds, each with its own first answer and result .</summary>
    public ComplaintRounds History { get; } = [];

    public ComplaintState State { get; private set; }

    /// <summary>To whom it was reported at once: the branch manager, or the director when the manager is accused .</summary>
    public Addressee ReportedTo { get; private set; }

    public Guid? InvestigatorId { get; private set; }
    public CauseClass? Cause { get; private set; }
    public Severity? Severity { get; private set; }
    public bool Loss { get; private set; }

    /// <summary>The person responsible; nobody while that is not found, or when it is no person.</summary>
    public Guid? ResponsibleId { get; private set; }
    public Guid? ResponsibleDepartmentId { get; private set; }
    public ResponsibleKind? Fault { get; private set; }

    /// <summary>How many other upheld complaints of the branch had the same cause lately .</summary>
    public int Recurrences { get; private set; }

    /// <summary>How often the client was not satisfied with the result, or came back after the closing.</summary>
    public int Rounds { get; private set; }
    public int? Score { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>When it was withdrawn or overturned; nothing is due after that.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Version of what was said of it last; rises with every fact.</summary>
    public int EventVersion { get; private set; }
    public int Steps { get; private set; }
    public uint Version { get; private set; }

    /// <summary>What its facts belong to.</summary>
    public Guid CaseId => EngagementId ?? VisitId ?? Id;

    /// <summary>True when somebody or something was found responsible and that stands.</summary>
    public bool IsUpheld => Fault is not (null or ResponsibleKind.Nobody) && State != ComplaintState.Overturned;

    /// <summary>True when the director ended it although the client was not satisfied .</summary>
    public bool EndedUnsatisfied => State == ComplaintState.Closed && Score is null;

    /// <summary>Who investigates while nothing is found.</summary>
    public Guid? InvestigatingId => State == ComplaintState.Investigating ? InvestigatorId : null;

    /// <summary>R-118: whoever is accused, or was found responsible, has no part in the handling.</summary>
    public bool Concerns(Guid person) => ConcernedIds.Contains(person);

    /// <summary>Whoever is accused or was found responsible.</summary>
    public Guid[] ConcernedIds => ResponsibleId is { } responsible ? [.. AccusedIds, responsible] : AccusedIds;

    /// <summary>The version of the next fact.</summary>
    public int NextEventVersion() => ++EventVersion;

    /// <summary>The number of the next step in its record.</summary>
    public int TakeStepNumber() => ++Steps;

    /// <summary>R-087: told at once to the one who answers for the branch; A-59: to the next level when that one is accused.</summary>
    public Refusal? Report(bool managerIsAccused)
    {
        if (State != ComplaintState.Filed)
            return ComplaintRefusals.OutOfOrder(State);

        (ReportedTo, State) = (managerIsAccused ? Addressee.Director : Addressee.BranchManager, ComplaintState.Reported);
        return null;
    }

    /// <summary>R-087: the client is told that it is taken up; when it is taken up again, also after somebody was appointed.</summary>
    public Refusal? Answer(Guid by, DateTimeOffset now)
    {
        var late = State == ComplaintState.Investigating && History.Current.FirstResponse.GivenAt is null;
        var to = late ? State : ComplaintState.FirstResponded;
        if (Take(by, to, ComplaintState.Reported, ComplaintState.Reopened, late ? State : ComplaintState.Reported) is { } refusal)
            return refusal;

        History.Current.FirstResponse.Give(now);
        return null;
    }

    /// <summary>R-090, R-118: somebody not accused is given the investigation; again as long as nothing was found.</summary>
    public Refusal? Appoint(Guid by, Guid investigator)
    {
        if (CheckStep(by, ComplaintState.FirstResponded, ComplaintState.Reopened, ComplaintState.Investigating) is { } refusal)
            return refusal;
        if (Concerns(investigator))
            return ComplaintRefusals.InvestigatorConcerned;
        if (State == ComplaintState.Investigating && InvestigatorId == investigator)
            return ComplaintRefusals.AlreadyAppointed;

        (InvestigatorId, State) = (investigator, ComplaintState.Investigating);
        return null;
    }

    /// <summary>R-047, R-118: the investigator names cause and who is at fault, never themselves; R-085: and who quarrelled.</summary>
    public Refusal? RecordFinding(Guid by, CauseClass cause, Responsible who, Severity severity, bool loss, int recurrences)
    {
        if (CheckStep(by, ComplaintState.Investigating) is { } refusal)
            return refusal;
        if (by != InvestigatorId)
            return ComplaintRefusals.NotTheInvestigator;
        if (who.PersonId == by)
            return ComplaintRefusals.InvestigatorResponsible;
        if (cause == CauseClass.QuarrelWithClient && who.PersonId is null)
            return ComplaintRefusals.QuarrelNamesNobody;

        (Fault, ResponsibleId, ResponsibleDepartmentId) = (who.Kind, who.PersonId, who.DepartmentId);
        (Cause, Severity) = (cause, severity);
        (Loss, Recurrences, State) = (loss, recurrences, ComplaintState.CauseFound);
        return null;
    }

    /// <summary>R-049: something is done because of what was found, until the complaint is closed.</summary>
    public Refusal? CheckMeasure(Guid by) => CheckStep(by, ComplaintStates.BetweenFindingAndClosing);

    /// <summary>R-047, R-048: a solution follows the cause, and again each refusal of the client.</summary>
    public Refusal? Propose(Guid by) => Take(by, ComplaintState.SolutionProposed, ComplaintState.CauseFound, ComplaintState.Renegotiating);

    /// <summary>R-088: the client knows the result and is asked for an opinion.</summary>
    public Refusal? TellResult(Guid by, DateTimeOffset now)
    {
        if (CheckStep(by, ComplaintState.SolutionProposed) is { } refusal)
            return refusal;

        History.Current.FirstResponse.Give(now);
        History.Current.Resolution.Give(now);
        State = ComplaintState.ResultCommunicated;
        return null;
    }

    /// <summary>R-048, R-089: not satisfied, so it is talked over once more.</summary>
    public Refusal? Renegotiate(Guid by, Promises promises, DateTimeOffset now)
    {
        if (CheckStep(by, ComplaintState.ResultCommunicated) is { } refusal)
            return refusal;

        State = ComplaintState.Renegotiating;
        History.Begin(this, ++Rounds, promises, answered: true, now);
        return null;
    }

    /// <summary>R-048, R-119: the client's own word.</summary>
    public Refusal? Satisfy(Guid by, int score)
    {
        if (CheckStep(by, ComplaintState.ResultCommunicated) is { } refusal)
            return refusal;

        (Score, State) = (score, ComplaintState.Satisfied);
        return null;
    }

    /// <summary>Looked after: the problem is really solved.</summary>
    public Refusal? Track(Guid by) => Take(by, ComplaintState.Tracked, ComplaintState.Satisfied);

    /// <summary>R-048, R-049: closed once satisfied and looked after, with an improvement action or the reason why there is none.</summary>
    public Refusal? Close(Guid by, bool improvementExists, bool saysWhyNone, DateTimeOffset now) =>
        Close(by, improvementExists || saysWhyNone, Score, now, ComplaintState.Tracked);

    /// <summary>A-60: the client knows the result and will not be satisfied; an earlier score does not count.</summary>
    public Refusal? CloseUnsatisfied(Guid by, bool improvementExists, bool saysWhyNone, DateTimeOffset now) =>
        Close(by, improvementExists || saysWhyNone, null, now, ComplaintState.ResultCommunicated, ComplaintState.Renegotiating);

    /// <summary>R-048: the client comes back, and is promised an answer and a result anew.</summary>
    public Refusal? Reopen(Guid by, Promises promises, DateTimeOffset now)
    {
        if (CheckStep(by, ComplaintState.Closed) is { } refusal)
            return refusal;

        (ClosedAt, State) = (null, ComplaintState.Reopened);
        History.Begin(this, ++Rounds, promises, answered: false, now);
        return null;
    }

    /// <summary>The responsibility was wrong; found so by somebody who neither investigated nor is concerned.</summary>
    public Refusal? Overturn(Guid by, DateTimeOffset now)
    {
        if (CheckStep(by, ComplaintState.Satisfied, ComplaintState.Tracked, ComplaintState.Closed) is { } refusal)
            return refusal;
        if (by == InvestigatorId)
            return ComplaintRefusals.OwnInvestigation;
        if (ResponsibleId is null)
            return ComplaintRefusals.NothingToOverturn;

        return End(ComplaintState.Overturned, now);
    }

    /// <summary>A-60: the client takes it back while it is open; the record stays.</summary>
    public Refusal? Withdraw(Guid by, DateTimeOffset now) => CheckStep(by, ComplaintStates.Open) ?? End(ComplaintState.Withdrawn, now);

    Refusal? Close(Guid by, bool improves, int? score, DateTimeOffset now, params ReadOnlySpan<ComplaintState> from)
    {
        if ((CheckStep(by, from) ?? (improves ? null : ComplaintRefusals.ImprovementMissing)) is { } refusal)
            return refusal;

        (Score, ClosedAt, State) = (score, now, ComplaintState.Closed);
        History.Current.End(now);
        return null;
    }

    Refusal? End(ComplaintState state, DateTimeOffset now)
    {
        (EndedAt, State) = (now, state);
        History.Current.End(now);
        return null;
    }

    Refusal? Take(Guid by, ComplaintState to, params ReadOnlySpan<ComplaintState> from)
    {
        if (CheckStep(by, from) is { } refusal)
            return refusal;

        State = to;
        return null;
    }

    // whoever is concerned takes no step; and each step has its place.
    Refusal? CheckStep(Guid by, params ReadOnlySpan<ComplaintState> states)
    {
        if (Concerns(by))
            return ComplaintRefusals.ConcernedPerson;
        return states.Contains(State) ? null : ComplaintRefusals.OutOfOrder(State);
    }
}
