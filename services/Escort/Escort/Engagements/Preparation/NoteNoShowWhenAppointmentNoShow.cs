using Clinic.Registration.Contracts;

namespace Clinic.Escort.Engagements.Preparation;

/// <summary>The client of an engagement did not come to the appointment: the lead sees it and looks what happened.</summary>
[ActsAs("appointments", "engagements.read", ForGroup = true)]
sealed class NoteNoShowWhenAppointmentNoShow(EscortDb db) : IReaction<AppointmentNoShow>
{
    public Task React(AppointmentNoShow fact, MessageContext message, CancellationToken stop) =>
        db.ApplyToAppointment(
            fact.EngagementId,
            appointment =>
            {
                appointment.Miss(missed: true, fact.OccurredAt);
                return false;
            },
            stop
        );
}
