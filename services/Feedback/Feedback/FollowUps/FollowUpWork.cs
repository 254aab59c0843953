namespace Clinic.Feedback.FollowUps;

/// <summary>
/// What waits about a follow-up for whoever makes the calls: the call itself until the client was reached or all attempts are used,
/// then the caring message, then the closing; due when the follow-up is. It follows from the follow-up, so that a visit that was voided, a
/// no-show that was taken back and a client who wants no contact leave nobody to call.
/// </summary>
static class FollowUpWork
{
    const string Noun = "follow-up";

    public static readonly WorkKind Call = new("feedback-follow-up.call", nameof(RecordAttempt), Noun, Rights.MakeFollowUps),
        CareMessage = new("feedback-follow-up.care-message", nameof(SendCareMessage), Noun, Rights.MakeFollowUps),
        Closing = new("feedback-follow-up.closing", nameof(CloseFollowUp), Noun, Rights.MakeFollowUps);

    /// <summary>The follow-ups that are not closed.</summary>
    public static OpenNouns Open(FeedbackDb db) =>
        OpenNouns.Of(db.FollowUps.Where(followUp => FollowUp.Open.Contains(followUp.State)), followUp => followUp.Id);

    /// <summary>Writes down what waits about every follow-up that this save changes.</summary>
    public static void Keep(FeedbackDb db)
    {
        foreach (var followUp in db.Changing<FollowUp>())
            db.KeepWork(
                followUp.Id,
                followUp.BranchId,
                [Call, CareMessage, Closing],
                Next(followUp) is { } next ? [new(next, DueAt: followUp.DueAt)] : []
            );
    }

    static WorkKind? Next(FollowUp followUp) =>
        followUp.State switch
        {
            FollowUpState.Due => followUp.Attempts < followUp.MostAttempts ? Call : CareMessage,
            FollowUpState.Reached or FollowUpState.CareMessageSent => Closing,
            _ => null,
        };
}
