using Clinic.Payroll.Employees;

namespace Clinic.Payroll.PayRuns;

/// <summary>
/// A second person takes a waiver back, with a reason: what was waived is open again and is collected from months that are not locked yet.
/// The waiver stays on record, and a draft that counts the claim as waived is outdated. The same again changes nothing.
/// Refuses: <c>own-employment</c>, <c>claim-not-waived</c>, <c>needs-second-person</c> (A-80), <c>waiver-set-off</c>.
/// </summary>
public static class WithdrawWaiver
{
    public sealed record Request([property: Text(500)] string Reason);

    public sealed record Response(Guid Id, ClaimPage.Withdrawal Withdrawn);

    internal static void Map(RouteGroupBuilder claims) =>
        claims
            .MapPost("{id:guid}/waiver/withdrawal", Handle)
            .Needs(Rights.LockPay)
            .WithSummary("A second person takes the waiver of a claim back")
            .Refuses(
                EmployeeRefusals.OwnEmployment,
                PayRefusals.ClaimNotWaived,
                EmployeeRefusals.NeedsSecondPerson,
                PayRefusals.WaiverSetOff
            );

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id,
        Request request,
        PayrollDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (
            await db.PayClaims.AsNoTracking().SingleOrDefaultAsync(candidate => candidate.Id == id, stop) is not { } claim
            || !caller.WorksIn(claim.BranchId)
        )
            return Refusal.NotFound.AsProblem();
        // One after the other with the lock of a run, which settles claims and tells of waivers.
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockSubject(claim.BranchId, stop);
        var latest = await db
            .PayClaimEntries.AsNoTracking()
            .Where(entry => entry.ClaimId == id)
            .OrderByDescending(entry => entry.Number)
            .FirstOrDefaultAsync(stop);
        if (latest is not null)
            await db.Open([latest], stop);
        var reason = request.Reason.Normalized();
        if (latest is { WithdrawnBy: { } by } && (by, latest.WithdrawalReason?.Read()) == (caller.PersonId, reason))
            return Withdrawn(latest);
        var isSetOff = latest is { WaivedBy: not null } && await new PayLedgerReader(db).IsSetOff(latest, stop);
        if (claim.CheckWithdrawal(latest?.WaivedBy, isSetOff, caller.PersonId) is { } refusal)
            return refusal.AsProblem();

        var withdrawal = latest!.Withdraw(caller.PersonId, reason, clock.GetUtcNow());
        db.Add(withdrawal);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return Withdrawn(withdrawal);

        Ok<Response> Withdrawn(PayClaimEntry entry) => TypedResults.Ok(new Response(id, ClaimPage.WithdrawalOf(entry)!));
    }
}
