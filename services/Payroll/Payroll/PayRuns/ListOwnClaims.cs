namespace Clinic.Payroll.PayRuns;

/// <summary>Everybody reads what they still owe, or owed, of their own pay.</summary>
public static class ListOwnClaims
{
    internal static void Map(RouteGroupBuilder claims) =>
        claims
            .MapGet("mine", Handle)
            .Needs(Rights.ReadOwnPayslips)
            .WithSummary("What I owe from earlier months, and what was settled of it");

    static async Task<Ok<ClaimPage>> Handle(
        PayrollDb db,
        Caller caller,
        bool? open,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var me = caller.PersonId;
        return TypedResults.Ok(await ClaimPage.Read(db, db.PayClaims.Where(claim => claim.PersonId == me), open, after, limit, stop));
    }
}
