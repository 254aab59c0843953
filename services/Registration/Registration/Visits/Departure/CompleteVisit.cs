using Clinic.Registration.ClientRecords;
using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Visits.Departure;

/// <summary>
/// The desk completes the formalities and the others are told: <c>VisitCompleted</c> with each person who served. Before the return date
/// <c>ReturnVisitDue</c> will be said. Refused while the chart is out, as a purchase when the client declined the plan,
/// and as paid while a charge is unpaid: each payment is recorded by itself.
/// </summary>
public static class CompleteVisit
{
    public sealed record Price(decimal Amount, [property: Form(Currencies.Pattern, Currencies.Words)] string Currency)
    {
        const decimal Most = 999_999_999_999.99m;

        internal bool IsImpossible() => Amount is < 0 or > Most || !Currencies.InUse(Currency) || !Money.IsExact(Amount, Currency);
    }

    /// <param name="Charge">Nothing when nothing is charged.</param>
    public sealed record Request(bool Purchased, bool Paid, Price? Charge = null);

    public sealed record Response(VisitState Status, DateTimeOffset CompletedAt);

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/completion", Handle)
            .Needs(Rights.CheckOut)
            .WithSummary("Completes the visit")
            .Refuses(
                ClientRecordRefusals.ChargeImpossible,
                VisitRefusals.AnyOutOfOrder,
                VisitRefusals.PlanWasDeclined,
                VisitRefusals.ChargeUnpaid,
                Refusal.AlreadyRecorded
            );

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request request,
        RegistrationDb db,
        Caller caller,
        ClinicDays days,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (request.Charge?.IsImpossible() == true)
            return ClientRecordRefusals.ChargeImpossible.AsProblem();
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();
        if (visit.CompletedAt is null)
        {
            var now = clock.GetUtcNow();
            Money? money = request.Charge is { } due ? new(due.Amount, due.Currency) : null;
            if (visit.Complete(caller.PersonId, request.Purchased, money, request.Paid, now) is { } refusal)
                return refusal.AsProblem();

            if (request.Paid && await db.Charges.AnyAsync(charge => charge.VisitId == visitId && charge.PaidAt == null, stop))
                return VisitRefusals.ChargeUnpaid.AsProblem();

            if (visit.AppointmentId is { } kept && await db.Appointments.FindAsync([kept], stop) is { } appointment)
                appointment.Fulfil();
            var greetedBy = await db
                .Arrivals.Where(arrival => arrival.Id == visitId)
                .Select(arrival => arrival.GreetedBy)
                .FirstOrDefaultAsync(stop);
            await ReturnVisitClock.Start(db, visit, days, policies, now, stop);
            db.Publish(
                new VisitCompleted(
                    visit.Id,
                    visit.BranchId,
                    visit.ClientId,
                    visit.Type,
                    visit.DepartmentId!.Value,
                    visit.DoctorId!.Value,
                    visit.ServedBy(greetedBy),
                    visit.CheckOut.Purchased,
                    now,
                    visit.Treatment.ReturnDate,
                    visit.EventVersion,
                    visit.EngagementId
                ),
                visit.CaseId
            );
            await db.SaveChangesAsync(stop);
        }
        else if (!visit.CheckOut.Says(request.Purchased, request.Paid, request.Charge?.Amount, request.Charge?.Currency))
        {
            return Refusal.AlreadyRecorded.AsProblem();
        }
        return TypedResults.Ok(new Response(visit.State, visit.CompletedAt!.Value));
    }
}
