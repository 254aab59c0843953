using Clinic.Registration.Contracts;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// A client was made unknown: the words of their complaints, calls, survey answers and issues are unreadable for ever; what they count for
/// stays.
/// </summary>
[ActsAs("forgotten-clients", "complaints.read", ForGroup = true)]
sealed class ForgetClientWhenClientForgotten(FeedbackDb db) : IReaction<ClientForgotten>
{
    public async Task React(ClientForgotten fact, MessageContext message, CancellationToken stop)
    {
        var subjects = await db
            .Complaints.Where(complaint => complaint.ClientId == fact.ClientId)
            .Select(complaint => complaint.Id)
            .Concat(db.FollowUps.Where(followUp => followUp.ClientId == fact.ClientId).Select(followUp => followUp.Id))
            .Concat(db.SurveyInvitations.Where(invitation => invitation.ClientId == fact.ClientId).Select(invitation => invitation.Id))
            .Concat(db.PatientIssues.Where(issue => issue.ClientId == fact.ClientId).Select(issue => issue.Id))
            .ToListAsync(stop);
        await db.ForgetSubjects(subjects, stop);
    }
}
