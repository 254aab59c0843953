namespace Clinic.Payroll.PayRuns;

/// <summary>Whoever may read salaries lists what people still owe, or owed, of their pay; the look is noted for each person.</summary>
public static class ListClaims
{
    internal static void Map(RouteGroupBuilder claims) =>
        claims
            .MapGet("", Handle)
            .Needs(Rights.ReadPayslips)
            .WithSummary("What people owe from earlier months, and what was settled of it (after: the last id of the page before)");

    static async Task<Ok<ClaimPage>> Handle(
        PayrollDb db,
        Caller caller,
        Guid? branchId,
        Guid? employeeId,
        bool? open,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var (group, branches) = (caller.SeesGroup, caller.Branches);
        // A person's own claims are in sight too, but belong to that person's own page.
        var asked = db.PayClaims.Where(claim =>
            (group || branches.Contains(claim.BranchId))
            && (branchId == null || claim.BranchId == branchId)
            && (employeeId == null || claim.PersonId == employeeId)
        );
        var page = await ClaimPage.Read(db, asked, open, after, limit, stop);
        foreach (var (person, where) in page.Claims.Select(line => (line.EmployeeId, line.BranchId)).Distinct())
            db.NoteRead(nameof(PayClaim), person, where, nameof(PayClaim.Amount));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(page);
    }
}
