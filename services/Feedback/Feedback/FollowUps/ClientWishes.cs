using Clinic.Feedback.Clients;
using Clinic.Feedback.Surveys;

namespace Clinic.Feedback.FollowUps;

/// <summary>What a client's word about being contacted means for calls and invitations that wait (AC-19, R-081).</summary>
static class ClientWishes
{
    /// <summary>Keeps back what waits for a person who wants no contact, or lets it wait again.</summary>
    public static async Task Heed(FeedbackDb db, Guid client, DateTimeOffset now, CancellationToken stop)
    {
        var person = await db.IdsOfPerson(client, stop);
        var wanted = await db.MayContact(person, stop);
        var invitations = await db
            .SurveyInvitations.Where(invitation => person.Contains(invitation.ClientId) && invitation.State != InvitationState.Withdrawn)
            .ToListAsync(stop);
        // Whoever makes a link holds its invitation.
        await db.LockSubjects(invitations.Select(invitation => invitation.Id), stop);
        foreach (var invitation in invitations)
            invitation.Heed(wanted);
        var calls = await db
            .FollowUps.Where(call =>
                person.Contains(call.ClientId) && (call.State == FollowUpState.Due || call.State == FollowUpState.NotWanted)
            )
            .ToListAsync(stop);
        foreach (var call in calls)
        {
            var wasOpen = call.IsOpen;
            call.Heed(wanted);
            db.PublishConcern(call, wasOpen, now);
        }
    }
}
