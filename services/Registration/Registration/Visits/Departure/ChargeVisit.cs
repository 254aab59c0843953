using Clinic.Registration.ClientRecords;

namespace Clinic.Registration.Visits.Departure;

/// <summary>
/// The desk or the cashier writes down what a visit costs and whether it was paid, before or after the treatment as the branch
/// does it. Refused once the visit is over, an amount that is negative or not exact to the cent.
/// </summary>
public static class ChargeVisit
{
    public sealed record Request([property: GivenId] Guid Id, ChargeKind Kind, CompleteVisit.Price Price, bool Paid);

    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record PaymentRequest;

    public sealed record Response(
        Guid Id,
        ChargeKind Kind,
        decimal Amount,
        string Currency,
        DateTimeOffset ChargedAt,
        DateTimeOffset? PaidAt
    );

    internal static void Map(RouteGroupBuilder visits)
    {
        visits
            .MapPost("{visitId:guid}/charges", Handle)
            .Needs(Rights.CheckOut)
            .WithSummary("Writes down what a visit costs")
            .Refuses(ClientRecordRefusals.ChargeImpossible, VisitRefusals.AnyOutOfOrder, Refusal.IdTaken);
        visits.MapPost("{visitId:guid}/charges/{chargeId:guid}/payment", Pay).Needs(Rights.CheckOut).WithSummary("A charge was paid");
        visits.MapGet("{visitId:guid}/charges", All).Needs(Rights.CheckOut).WithSummary("What a visit costs, and what was paid");
    }

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request request,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (request.Price.IsImpossible())
            return ClientRecordRefusals.ChargeImpossible.AsProblem();
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();

        var known = await db.Charges.FindAsync([request.Id], stop);
        if (known is null)
        {
            if (visit.ClosedAt is not null)
                return VisitRefusals.OutOfOrder(visit.State).AsProblem();
            var now = clock.GetUtcNow();
            Charge charge = new()
            {
                Id = request.Id,
                VisitId = visitId,
                BranchId = visit.BranchId,
                Kind = request.Kind,
                Amount = request.Price.Amount,
                Currency = request.Price.Currency,
                ChargedBy = caller.PersonId,
                ChargedAt = now,
            };
            if (request.Paid)
                charge.Pay(caller.PersonId, now);
            db.Add(charge);
            if (await db.TrySaveNew(stop))
                return TypedResults.Created($"/visits/{visitId}/charges", Answer(charge));
            known = await db.Charges.FindAsync([request.Id], stop);
        }
        return
            known is not null
            && (known.VisitId, known.Kind, known.Amount, known.Currency)
                == (visitId, request.Kind, request.Price.Amount, request.Price.Currency)
            && (known.PaidAt is not null || !request.Paid)
            ? TypedResults.Ok(Answer(known))
            : Refusal.IdTaken.AsProblem();
    }

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Pay(
        Guid visitId,
        Guid chargeId,
        PaymentRequest _,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var charge = await db.Charges.FirstOrDefaultAsync(candidate => candidate.Id == chargeId && candidate.VisitId == visitId, stop);
        if (charge is null)
            return Refusal.NotFound.AsProblem();
        if (charge.PaidAt is null)
        {
            charge.Pay(caller.PersonId, clock.GetUtcNow());
            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(Answer(charge));
    }

    static async Task<Results<Ok<Response[]>, ProblemHttpResult>> All(Guid visitId, RegistrationDb db, CancellationToken stop)
    {
        if (!await db.Visits.AnyAsync(visit => visit.Id == visitId, stop))
            return Refusal.NotFound.AsProblem();

        var charges = await db
            .Charges.AsNoTracking()
            .Where(charge => charge.VisitId == visitId)
            .OrderBy(charge => charge.ChargedAt)
            .ThenBy(charge => charge.Id)
            .Take(200)
            .ToListAsync(stop);
        return TypedResults.Ok(charges.Select(Answer).ToArray());
    }

    static Response Answer(Charge charge) => new(charge.Id, charge.Kind, charge.Amount, charge.Currency, charge.ChargedAt, charge.PaidAt);
}
