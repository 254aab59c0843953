namespace Clinic.Feedback.Surveys;

/// <summary>What the acts of this area refuse.</summary>
public static class SurveyRefusals
{
    /// <summary>An invitation is answered once.</summary>
    public static readonly Refusal InvitationAnswered = new("invitation-answered", "The client has answered; no further link is needed.");

    /// <summary>Nobody is asked about a visit that did not take place.</summary>
    public static readonly Refusal InvitationWithdrawn = new(
        "invitation-withdrawn",
        "The visit was entered by mistake; the client is not asked about it."
    );

    /// <summary>AC-19: the client's will is followed.</summary>
    public static readonly Refusal SurveyNotWanted = new(
        "survey-not-wanted",
        "The client does not want to be contacted; no link is sent unless the client agrees again."
    );

    /// <summary>A secret nobody was given.</summary>
    public static readonly Refusal LinkUnknown = new("link-unknown", "This link does not exist.", 404);

    /// <summary>A link is for one answer.</summary>
    public static readonly Refusal LinkUsed = new("link-used", "This survey has been answered already. Thank you.");

    /// <summary>Too old, or a newer link took its place.</summary>
    public static readonly Refusal LinkExpired = new("link-expired", "This link is no longer valid; ask the clinic for a new one.");

    /// <summary>Each person is rated once in an answer.</summary>
    public static readonly Refusal RatedTwice = new("rated-twice", "A person is rated once.", 400);

    /// <summary>Only who served is rated.</summary>
    public static readonly Refusal DidNotServe = new("did-not-serve", "Only people who served can be rated.", 400);

    /// <summary>A list is asked for a time that there is.</summary>
    public static readonly Refusal PeriodImpossible = new("period-impossible", "The period begins before it ends.", 400);

    /// <summary>Which broken constraint of the database means which refusal.</summary>
    internal static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        [SurveyTables.AnswerOnce] = LinkUsed,
        [SurveyTables.OneOpenLink] = Refusal.ChangedMeanwhile,
    };
}
