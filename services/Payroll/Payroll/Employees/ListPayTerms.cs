namespace Clinic.Payroll.Employees;

/// <summary>
/// HR and payroll read on which base grade and base pay a person agreed, from the hiring on; pay is per month. The look is noted.
/// Lines follow each other by their numbers.
/// </summary>
public static class ListPayTerms
{
    public sealed record Response(IReadOnlyList<Line> Items, int? Next);

    /// <param name="From">The first clinic day; the next line ends it.</param>
    public sealed record Line(
        int Number,
        string BaseGrade,
        Money BasePay,
        DateOnly From,
        string? Reason,
        [Employee] Guid AgreedBy,
        DateTimeOffset AgreedAt
    );

    internal static void Map(RouteGroupBuilder employees) =>
        employees
            .MapGet("{id:guid}/pay-terms", Handle)
            .Needs(Rights.SetPay)
            .WithSummary("The terms of pay of one person, from the hiring on (after: the last number of the page before)");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id,
        PayrollDb db,
        int? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        if (await db.Employees.AsNoTracking().SingleOrDefaultAsync(candidate => candidate.Id == id, stop) is not { } employee)
            return Refusal.NotFound.AsProblem();
        var terms = await db
            .PayTerms.AsNoTracking()
            .Where(term => term.EmployeeId == id && (after == null || term.Number > after))
            .OrderBy(term => term.Number)
            .Take(limit + 1)
            .ToListAsync(stop);
        await db.Open(terms, stop);
        db.NoteRead(nameof(Employee), id, employee.BranchId, nameof(PayTerm.BaseGrade), nameof(PayTerm.BasePay), nameof(PayTerm.Reason));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(
            new Response(
                [
                    .. terms
                        .Take(limit)
                        .Select(term => new Line(
                            term.Number,
                            term.BaseGrade,
                            term.BasePay,
                            term.From,
                            term.Reason.Read(),
                            term.AgreedBy,
                            term.At
                        )),
                ],
                terms.Count > limit ? terms[limit - 1].Number : null
            )
        );
    }
}
