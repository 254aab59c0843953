namespace Clinic.Feedback.Surveys;

/// <summary>Somebody who served, and in which parts.</summary>
public sealed record ToRate([Employee] Guid EmployeeId, IReadOnlyList<string> Parts);

/// <summary>Whether a client is asked.</summary>
public enum InvitationState
{
    Open,
    NotWanted,
    Withdrawn,
}

/// <summary>A client may say how a visit or an accompanied visit was, once (WF-12). Who served is rated, nobody else.</summary>
public sealed class SurveyInvitation : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid ClientId { get; init; }

    /// <summary>The visit or engagement asked about; one invitation each.</summary>
    public Guid SourceId { get; init; }

    public Guid? VisitId { get; init; }
    public Guid? EngagementId { get; init; }
    public Guid CaseId { get; init; }
    public DateTimeOffset ServedAt { get; init; }
    public required IReadOnlyList<ToRate> ToRate { get; init; }
    public InvitationState State { get; private set; }
    public uint Version { get; private set; }

    /// <summary>AC-19: while the client wants no contact, nobody sends a link; once the client agrees again, somebody may.</summary>
    public void Heed(bool wanted)
    {
        if (State != InvitationState.Withdrawn)
            State = wanted ? InvitationState.Open : InvitationState.NotWanted;
    }

    /// <summary>What it asks about did not happen.</summary>
    public void Withdraw() => State = InvitationState.Withdrawn;

    /// <summary>Why no link is made any more, or null.</summary>
    public Refusal? CheckLink() =>
        State switch
        {
            InvitationState.Withdrawn => SurveyRefusals.InvitationWithdrawn,
            InvitationState.NotWanted => SurveyRefusals.SurveyNotWanted,
            _ => null,
        };

    /// <summary>Only who served is rated, each once.</summary>
    public Refusal? CheckRatings(IReadOnlyCollection<Guid> rated) =>
        rated.Distinct().Count() < rated.Count ? SurveyRefusals.RatedTwice
        : rated.Except(ToRate.Select(toRate => toRate.EmployeeId)).Any() ? SurveyRefusals.DidNotServe
        : null;
}

/// <summary>What a client answered; kept as it was said, with the words only here.</summary>
public sealed class SurveyAnswer : IBranchScoped, IAppendOnly, IHasSealedTexts
{
    public Guid Id { get; init; }
    public Guid InvitationId { get; init; }
    public Guid BranchId { get; init; }

    /// <summary>0 to 100.</summary>
    public decimal Score { get; init; }

    public required IReadOnlyList<Contracts.Rated> Ratings { get; init; }
    public SealedText? Words { get; init; }
    public bool IsLow { get; init; }
    public DateTimeOffset AnsweredAt { get; init; }
    public Guid SubjectId => InvitationId;
}
