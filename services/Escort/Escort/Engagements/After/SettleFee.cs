using Clinic.Escort.Branches;
using Clinic.Escort.Contracts;

namespace Clinic.Escort.Engagements.After;

/// <summary>
/// The escort collects the agreed fee and the invoice gets the next number of the branch and year; a fee of nothing needs
/// neither. Refused: another amount than agreed, a fee without a way of payment or a way without a fee.
/// </summary>
public static class SettleFee
{
    /// <summary>How it was paid.</summary>
    public enum PaidBy
    {
        Cash,
        Card,
        WeChat,
        Alipay,
        Transfer,
    }

    public sealed record Request(
        decimal Amount,
        [property: Form(Currencies.Pattern, Currencies.Words), CurrencyInUse] string Currency,
        PaidBy? Method = null
    );

    public sealed record Response(Guid Id, EngagementState Status, DateTimeOffset SettledAt, string? InvoiceNumber);

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/fee", Handle)
            .Needs(Rights.Serve)
            .WithSummary("The fee is settled, with an invoice if any was collected")
            .Refuses(
                EngagementRefusals.AmountImpossible,
                EngagementRefusals.MethodMismatch,
                EngagementRefusals.AnyOutOfOrder,
                EngagementRefusals.FeeDiffers,
                BranchRefusals.BranchUnknown,
                Refusal.AlreadyRecorded
            );

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid engagementId,
        Request request,
        EscortDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (Amounts.AreImpossible(request.Amount, request.Currency))
            return EngagementRefusals.AmountImpossible.AsProblem();
        if (request.Amount > 0 != request.Method is not null)
            return EngagementRefusals.MethodMismatch.AsProblem();
        var engagement = await db.Own(engagementId, caller, stop);
        if (engagement is null)
            return Refusal.NotFound.AsProblem();
        if (engagement.Fee.SettledAt is not null)
            return await db.PagesOf(engagement, PageKind.Fee).CheckRepeat(db, request, stop) is { } other
                ? other.AsProblem()
                : Answer(engagement);

        var now = clock.GetUtcNow();
        if (await Settle(engagement, request, db, caller, now, stop) is { } refusal)
            return refusal.AsProblem();
        return Answer(engagement);
    }

    static Ok<Response> Answer(Engagement engagement) =>
        TypedResults.Ok(new Response(engagement.Id, engagement.State, engagement.Fee.SettledAt!.Value, engagement.InvoiceNumber));

    // Number and fee are one transaction: a number that is not used is given back.
    static async Task<Refusal?> Settle(
        Engagement engagement,
        Request request,
        EscortDb db,
        Caller caller,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        if (engagement.State != EngagementState.ServiceEnded)
            return EngagementRefusals.OutOfOrder(engagement.State);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var invoice = request.Amount == 0 ? null : await db.NextNumber(NumberCounter.Invoices, engagement.BranchId, now, stop);
        if (request.Amount > 0 && invoice is null)
            return BranchRefusals.BranchUnknown;
        if (engagement.SettleFee(new(request.Amount, request.Currency), invoice, now) is { } refusal)
            return refusal;

        db.Add(FilePage.Of(engagement, PageKind.Fee, request, caller.PersonId, now));
        if (invoice is not null)
            db.Publish(
                new EscortFeeCollected(engagement.Id, engagement.BranchId, caller.PersonId, request.Amount, request.Currency, invoice, now),
                engagement.Id
            );
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return null;
    }
}
