using Clinic.Payroll.Employees;

namespace Clinic.Payroll.PayRuns;

/// <summary>
/// A second person waives, with a reason, what is still open of a claim: it is not collected any more, and the person's next payslip says
/// so. What was settled stays as it was, and a draft that collects the claim is outdated. The same again changes nothing.
/// Refuses: <c>own-employment</c>, <c>needs-second-person</c> (A-80), <c>claim-not-open</c>.
/// </summary>
public static class WaiveClaim
{
    public sealed record Request([property: Text(500)] string Reason);

    public sealed record Response(Guid Id, ClaimPage.Waiver Waived);

    internal static void Map(RouteGroupBuilder claims) =>
        claims
            .MapPost("{id:guid}/waiver", Handle)
            .Needs(Rights.LockPay)
            .WithSummary("A second person waives what is still open of a claim")
            .Refuses(EmployeeRefusals.OwnEmployment, EmployeeRefusals.NeedsSecondPerson, PayRefusals.ClaimNotOpen);

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
        // One after the other with the lock of a run, which settles claims.
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
        if (latest is { WaivedBy: { } by } && (by, latest.WaiverReason?.Read()) == (caller.PersonId, reason))
            return Waived(latest);
        var open = latest?.Open ?? claim.Amount.Amount;
        if (claim.CheckWaiver(await RaisedBy(db, claim, stop), open, caller.PersonId) is { } refusal)
            return refusal.AsProblem();

        var waiver = PayClaimEntry.Waive(claim, (latest?.Number ?? 0) + 1, open, caller.PersonId, reason, clock.GetUtcNow());
        db.Add(waiver);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return Waived(waiver);

        Ok<Response> Waived(PayClaimEntry entry) => TypedResults.Ok(new Response(id, ClaimPage.WaiverOf(entry)!));
    }

    /// <summary>Who worked the run out that the claim arose in, and who locked it.</summary>
    static async Task<List<Guid>> RaisedBy(PayrollDb db, PayClaim claim, CancellationToken stop)
    {
        var run = await (
            from done in db.PayLocks
            join made in db.PayCalculations on new { done.PayRunId, done.Number } equals new { made.PayRunId, made.Number }
            where done.PayRunId == claim.PayRunId
            select new { done.LockedBy, made.CalculatedBy }
        ).SingleAsync(stop);
        return [run.LockedBy, run.CalculatedBy];
    }
}
