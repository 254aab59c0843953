using Clinic.Registration.Contracts;

namespace Clinic.Feedback.FollowUps;

/// <summary>A client did not come to an appointment: somebody calls. Once per no-show.</summary>
[ActsAs("follow-ups", "followups.read", ForGroup = true)]
sealed class CallClientWhenAppointmentNoShow(NoShowCall calls) : IReaction<AppointmentNoShow>
{
    public Task React(AppointmentNoShow fact, MessageContext message, CancellationToken stop) =>
        calls.Schedule(new(fact.NoShowId, fact.BranchId, fact.ClientId, fact.EngagementId, message.CaseId, fact.OccurredAt), stop);
}
