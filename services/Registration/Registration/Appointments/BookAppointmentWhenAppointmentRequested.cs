using Clinic.Escort.Contracts;
using Clinic.Registration.Branches;
using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Registration.Appointments;

/// <summary>
/// The escort asks for an appointment, and every request gets exactly one answer. An engagement has one appointment at
/// most: a later wish moves it when that can be had and otherwise leaves it as the answer; an earlier or repeated request is
/// answered with what stands. Refused is only who has none and can have none; a later request may then be booked.
/// </summary>
[ActsAs("appointment-desk", opensWith: "visits.read", ForGroup = true)]
sealed class BookAppointmentWhenAppointmentRequested(RegistrationDb db, ClinicDays days, PolicyBook policies, TimeProvider clock) : IReaction<AppointmentRequested>
{
    public async Task React(AppointmentRequested fact, Heard heard, CancellationToken stop)
    {
        // Always in this order, so that two requests wait for each other and not both at once.
        foreach (var subject in new[] { fact.EngagementId, fact.DepartmentId, fact.ClientId }) await db.Alone(subject, stop);

        Wish wish = new(fact.ClinicBranchId, fact.ClientId, fact.DepartmentId, fact.DoctorId, fact.WishedFrom.ToUniversalTime(), fact.OccurredAt.ToUniversalTime());
        var standing = await db.Appointments.SingleOrDefaultAsync(one => one.EngagementId == fact.EngagementId, stop);
        if (standing is null || standing.MayYieldTo(wish))
        {
            var now = clock.GetUtcNow();
            var (slot, refusedBecause) = await new FreeTime(db, days, policies, clock).For(wish, instead: standing?.Id, stop);
            if (slot is null && standing is null)
            {
                db.Publish(new AppointmentRefused(fact.EngagementId, fact.ClinicBranchId, fact.ClientId, refusedBecause!, now), heard.CaseId);
                return;
            }
            if (standing is null) db.Add(standing = new() { Id = Guid.CreateVersion7(now), EngagementId = fact.EngagementId });
            if (slot is null) standing.Stay(wish, now);
            else standing.Keep(slot, wish, now);
        }
        db.Publish(standing.Booked(), heard.CaseId);
    }
}
