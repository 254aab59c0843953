using Clinic.Escort.Contracts;
using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Appointments;

/// <summary>
/// The escort asks for an appointment, and every request gets exactly one answer. An engagement has one appointment at
/// most: a later wish moves it when that can be had and otherwise leaves it as the answer; an earlier or repeated request is
/// answered with what stands. Refused is only who has none and can have none; a later request may then be booked. One that was
/// called off, missed or needs another time is booked anew by a later wish, unless the engagement itself was called off.
/// </summary>
[ActsAs("appointment-desk", opensWith: "visits.read", ForGroup = true)]
sealed class BookAppointmentWhenAppointmentRequested(RegistrationDb db, ClinicDays days, PolicyBook policies, TimeProvider clock)
    : IReaction<AppointmentRequested>
{
    public async Task React(AppointmentRequested fact, MessageContext message, CancellationToken stop)
    {
        await db.LockSubject(fact.EngagementId, stop);

        Wish wish = new(
            fact.ClinicBranchId,
            fact.ClientId,
            fact.DepartmentId,
            fact.DoctorId,
            fact.WishedFrom.ToUniversalTime(),
            fact.OccurredAt.ToUniversalTime()
        );
        var standing = await db.Appointments.SingleOrDefaultAsync(appointment => appointment.EngagementId == fact.EngagementId, stop);
        var cancelled = await db.CancelledEngagements.FindAsync([fact.EngagementId], stop) is not null;
        if (cancelled && standing is null)
        {
            db.Publish(
                new AppointmentRefused(fact.EngagementId, fact.ClinicBranchId, fact.ClientId, CancelledEngagement.Code, clock.GetUtcNow()),
                message.CaseId
            );
            return;
        }
        if (standing is null || (!cancelled && standing.IsOlderThan(wish)))
        {
            var now = clock.GetUtcNow();
            var (slot, refusedBecause) = await new SlotFinder(db, days, policies, clock).For(wish, instead: standing?.Id, stop);
            if (slot is null && standing is not { IsBookedOrLater: true })
            {
                standing?.AnswerUnchanged(wish, now);
                db.Publish(
                    new AppointmentRefused(
                        fact.EngagementId,
                        fact.ClinicBranchId,
                        fact.ClientId,
                        refusedBecause!,
                        standing?.Answer.GivenAt ?? now
                    ),
                    message.CaseId
                );
                return;
            }
            var isNew = standing is null;
            if (standing is null)
                db.Add(standing = new() { Id = Guid.CreateVersion7(now), EngagementId = fact.EngagementId });
            if (slot is null)
            {
                standing.AnswerUnchanged(wish, now);
            }
            else
            {
                var old = (standing.StartsAt, standing.DoctorId);
                standing.MoveTo(slot, wish, policies.Grace(wish.BranchId, now), now);
                await AppointmentClocks.Expect(db, standing, policies, now, stop);
                db.AddStep(standing, isNew ? AppointmentStepKind.Booked : AppointmentStepKind.Rescheduled, now, from: isNew ? null : old);
            }
        }
        if (standing.IsBookedOrLater)
            db.Publish(standing.Booked(), message.CaseId);
        else
            db.Publish(
                new AppointmentRefused(
                    fact.EngagementId,
                    standing.BranchId,
                    standing.ClientId,
                    standing.ReasonCode ?? "no-show",
                    standing.Answer.GivenAt
                ),
                message.CaseId
            );
    }
}
