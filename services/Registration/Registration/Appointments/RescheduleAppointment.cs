using Clinic.Registration.Contracts;

namespace Clinic.Registration.Appointments;

/// <summary>
/// The desk gives a booked appointment, or one that needs it, another time with a reason (WF-03 4), based on the version read
/// (If-Match). The old time is free at once; the client is told anew. The same time again changes nothing. Refused as
/// <c>slot-taken</c> with every conflict; a closed branch is passed over with a reason of its own, which is kept.
/// </summary>
public static class RescheduleAppointment
{
    /// <param name="ReasonCode">Travels with the fact.</param>
    /// <param name="Reason">In words; stays here.</param>
    public sealed record Request(
        ChosenSlot Slot,
        [property: Required, RegularExpression("[A-Za-z0-9-]{1,40}")] string ReasonCode,
        [property: Text(500)] string? Reason = null
    );

    internal static void Map(RouteGroupBuilder appointments) =>
        appointments
            .MapPost("{appointmentId:guid}/reschedule", Handle)
            .Needs(Rights.BookAppointments)
            .WithSummary("Gives an appointment another time (If-Match)")
            .NeedsIfMatch()
            .Refuses(AppointmentRefusals.SlotImpossible, AppointmentRefusals.AnyOutOfOrder, AppointmentRefusals.SlotTaken);

    static async Task<Results<Ok<ReadAppointment.Response>, ProblemHttpResult>> Handle(
        Guid appointmentId,
        Request request,
        HttpContext http,
        RegistrationDb db,
        KeepSlot keep,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var one = await db.Appointments.FindAsync([appointmentId], stop);
        if (one is null)
            return Refusal.NotFound.AsProblem();
        var now = clock.GetUtcNow();
        var (slot, wrong) = await keep.ToSlot(one.BranchId, request.Slot, now, stop);
        if (wrong is not null)
            return wrong.AsProblem();
        if (!AppointmentStates.Expecting.Contains(one.State) || !one.Is(slot!))
        {
            if (IfMatch.Check(http.Request, one) is { } stale)
                return stale.AsProblem();
            if (!AppointmentStates.Expecting.Contains(one.State) && one.State != AppointmentState.NeedsReschedule)
                return AppointmentRefusals.OutOfOrder(one.State).AsProblem();
            if (await keep.LockAndCheck(one, slot!, stop) is { } taken)
                return taken;
            var (oldStart, oldDoctor) = (one.StartsAt, one.DoctorId);
            if (one.Reschedule(slot!, policies.Grace(one.BranchId, now), now) is { } refusal)
                return refusal.AsProblem();

            await AppointmentClocks.Expect(db, one, policies, now, stop);
            db.AddStep(
                one,
                AppointmentStepKind.Rescheduled,
                now,
                request.ReasonCode,
                request.Reason?.Normalized(),
                request.Slot.WhyOutside(slot!),
                (oldStart, oldDoctor)
            );
            db.Publish(
                new AppointmentRescheduled(
                    one.Id,
                    one.BranchId,
                    one.ClientId,
                    one.DepartmentId,
                    one.DoctorNamed ? one.DoctorId : null,
                    oldStart,
                    one.StartsAt,
                    request.ReasonCode,
                    one.EngagementId,
                    one.Answer.GivenAt
                ),
                one.CaseId
            );
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        return TypedResults.Ok(ReadAppointment.Answer(one, http));
    }
}
