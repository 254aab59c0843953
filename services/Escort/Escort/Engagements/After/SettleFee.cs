using Clinic.Escort.Branches;
using Clinic.Escort.Contracts;

namespace Clinic.Escort.Engagements.After;

/// <summary>
/// The escort collects the agreed fee and the invoice gets the next number of the branch and year; a fee of nothing needs
/// neither. A lead does it, with a reason, in place of an escort who serves here no more; the fee counts for that escort. Refused: another
/// amount than agreed, a fee without a way of payment or a way without a fee.
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

    /// <param name="Reason">Why the lead does it; kept in the file.</param>
    public sealed record ByLeadRequest([property: Text(500)] string Reason, [property: Required] Request Fee);

    public sealed record Response(Guid Id, EngagementState Status, DateTimeOffset SettledAt, string? InvoiceNumber);

    internal static void Map(RouteGroupBuilder engagements)
    {
        engagements
            .MapPost("{engagementId:guid}/fee", ByEscort)
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
        engagements
            .MapPost("{engagementId:guid}/fee/by-lead", ByLead)
            .Needs(Rights.Lead)
            .WithSummary("The lead settles the fee in place of an escort who left")
            .Refuses(
                EngagementRefusals.AmountImpossible,
                EngagementRefusals.MethodMismatch,
                EngagementRefusals.EscortStillServes,
                EngagementRefusals.AnyOutOfOrder,
                EngagementRefusals.FeeDiffers,
                BranchRefusals.BranchUnknown,
                Refusal.AlreadyRecorded
            );
    }

    static async Task<Results<Ok<Response>, ProblemHttpResult>> ByEscort(
        Guid engagementId,
        Request request,
        EscortDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (CheckPayment(request) is { } impossible)
            return impossible.AsProblem();
        return await db.Own(engagementId, caller, stop) is { } engagement
            ? await SettleOnce(engagement, request, request, db, caller, clock.GetUtcNow(), stop)
            : Refusal.NotFound.AsProblem();
    }

    static async Task<Results<Ok<Response>, ProblemHttpResult>> ByLead(
        Guid engagementId,
        ByLeadRequest request,
        EscortDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (CheckPayment(request.Fee) is { } impossible)
            return impossible.AsProblem();
        var (engagement, refused) = await db.LeftByEscort(engagementId, stop);
        if (engagement is null)
            return refused!.AsProblem();
        var said = request with { Reason = request.Reason.Normalized() };
        return await SettleOnce(engagement, request.Fee, said, db, caller, clock.GetUtcNow(), stop);
    }

    static Refusal? CheckPayment(Request fee) =>
        Amounts.AreImpossible(fee.Amount, fee.Currency) ? EngagementRefusals.AmountImpossible
        : fee.Amount > 0 != fee.Method is not null ? EngagementRefusals.MethodMismatch
        : null;

    // What is said stands in the file; it is the fee, with the reason of whoever settles it for somebody else.
    static async Task<Results<Ok<Response>, ProblemHttpResult>> SettleOnce<TSaid>(
        Engagement engagement,
        Request fee,
        TSaid said,
        EscortDb db,
        Caller caller,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        if (engagement.Fee.SettledAt is not null)
            return await db.PagesOf(engagement, PageKind.Fee).CheckRepeat(db, said, stop) is { } other
                ? other.AsProblem()
                : Answer(engagement);
        var page = FilePage.Of(engagement, PageKind.Fee, said, caller.PersonId, now);
        return await Settle(engagement, fee, page, db, now, stop) is { } refusal ? refusal.AsProblem() : Answer(engagement);
    }

    static Ok<Response> Answer(Engagement engagement) =>
        TypedResults.Ok(new Response(engagement.Id, engagement.State, engagement.Fee.SettledAt!.Value, engagement.InvoiceNumber));

    // Number and fee are one transaction: a number that is not used is given back.
    static async Task<Refusal?> Settle(
        Engagement engagement,
        Request fee,
        FilePage page,
        EscortDb db,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        if (engagement.State != EngagementState.ServiceEnded)
            return EngagementRefusals.OutOfOrder(engagement.State);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var invoice = fee.Amount == 0 ? null : await db.NextNumber(NumberCounter.Invoices, engagement.BranchId, now, stop);
        if (fee.Amount > 0 && invoice is null)
            return BranchRefusals.BranchUnknown;
        if (engagement.SettleFee(new(fee.Amount, fee.Currency), invoice, now) is { } refusal)
            return refusal;

        db.Add(page);
        if (invoice is not null)
            db.Publish(
                new EscortFeeCollected(
                    engagement.Id,
                    engagement.BranchId,
                    engagement.EscortId!.Value,
                    fee.Amount,
                    fee.Currency,
                    invoice,
                    now
                ),
                engagement.Id
            );
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return null;
    }
}
