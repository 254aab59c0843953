using System.ComponentModel.DataAnnotations;
using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Clinic.Registration.Visits;

/// <summary>
/// The desk completes the formalities and the others are told: <c>VisitCompleted</c> with each person who served. Refused while
/// the chart is out, and as a purchase when the client declined the plan.
/// </summary>
public static class CompleteVisit
{
    public sealed record Price(decimal Amount, [property: RegularExpression("[A-Z]{3}")] string Currency);

    /// <param name="Charge">Nothing when nothing is charged.</param>
    public sealed record Request(bool Purchased, bool Paid, Price? Charge = null);

    public sealed record Response(VisitState Status, DateTimeOffset CompletedAt);

    const decimal Most = 999_999_999_999.99m;

    internal static void Map(RouteGroupBuilder visits) => visits.MapPost("{visitId:guid}/completion", Handle).Needs(Rights.CheckOut).WithSummary("Completes the visit");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId, Request request, RegistrationDb db, Caller caller, TimeProvider clock, CancellationToken stop)
    {
        if (request.Charge is { } charge && (charge.Amount is < 0 or > Most || decimal.Round(charge.Amount, 2) != charge.Amount)) return Refusals.ChargeImpossible.AsProblem();
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null) return Refusal.NotFound.AsProblem();
        if (visit.CompletedAt is null)
        {
            var now = clock.GetUtcNow();
            Money? money = request.Charge is { } due ? new(due.Amount, due.Currency) : null;
            if (visit.Complete(caller.PersonId, request.Purchased, money, request.Paid, now) is { } refusal) return refusal.AsProblem();

            if (visit.AppointmentId is { } kept && await db.Appointments.FindAsync([kept], stop) is { } appointment) appointment.Fulfil();
            db.Publish(new VisitCompleted(visit.Id, visit.BranchId, visit.ClientId, visit.Type, visit.DepartmentId!.Value, visit.DoctorId!.Value,
                visit.ServedBy(), visit.Purchased, now, visit.ReturnDate, visit.SaidVersion, visit.EngagementId), visit.CaseId);
            await db.SaveChangesAsync(stop);
        }
        else if ((visit.Purchased, visit.Paid, visit.Charge, visit.ChargeCurrency) != (request.Purchased, request.Paid, request.Charge?.Amount, request.Charge?.Currency))
        {
            return Refusals.AlreadyRecorded.AsProblem();
        }
        return TypedResults.Ok(new Response(visit.State, visit.CompletedAt!.Value));
    }
}
