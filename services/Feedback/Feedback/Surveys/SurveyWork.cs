namespace Clinic.Feedback.Surveys;

/// <summary>
/// An invitation waits for whoever sends surveys until its link is made the first time; not while the client wants no contact (AC-19), and
/// not when what it asks about did not happen.
/// </summary>
static class SurveyWork
{
    public static readonly WorkKind Link = new("feedback-survey.link", nameof(MakeLink), "survey invitation", Rights.SendSurveys);

    /// <summary>The invitations for which no link was made.</summary>
    public static OpenNouns Open(FeedbackDb db) =>
        OpenNouns.Of(
            db.SurveyInvitations.Where(invitation =>
                invitation.State == InvitationState.Open && !db.SurveyLinks.Any(link => link.InvitationId == invitation.Id)
            ),
            invitation => invitation.Id
        );

    /// <summary>Writes down what waits about every invitation that this save changes.</summary>
    public static async Task Keep(FeedbackDb db, CancellationToken stop)
    {
        foreach (var link in db.Changing<SurveyLink>())
            db.KeepWork(link.InvitationId, link.BranchId, [Link], []);
        foreach (var invitation in db.Changing<SurveyInvitation>())
            db.KeepWork(invitation.Id, invitation.BranchId, [Link], await Waits(db, invitation, stop) ? [new(Link)] : []);
    }

    static async Task<bool> Waits(FeedbackDb db, SurveyInvitation invitation, CancellationToken stop) =>
        invitation.State == InvitationState.Open
        && (
            db.Entry(invitation).State == EntityState.Added
            || !await db.SurveyLinks.AnyAsync(link => link.InvitationId == invitation.Id, stop)
        );
}
