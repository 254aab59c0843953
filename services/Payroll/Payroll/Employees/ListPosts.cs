using Clinic.Payroll.Contracts;

namespace Clinic.Payroll.Employees;

/// <summary>
/// HR and payroll read which posts a person held, from the hiring on, each with who decided it and why. The look is noted. Lines follow
/// each other by their numbers.
/// </summary>
public static class ListPosts
{
    public sealed record Response(IReadOnlyList<Line> Items, int? Next);

    /// <param name="Number">Of the step in the employment; the hiring is the first.</param>
    /// <param name="Before">Nothing for the hiring.</param>
    /// <param name="From">The clinic day from which on the post was held.</param>
    public sealed record Line(
        int Number,
        Post Post,
        Post? Before,
        DateOnly From,
        string? Reason,
        [Employee] Guid? DecidedBy,
        DateTimeOffset? DecidedAt
    );

    internal static void Map(RouteGroupBuilder employees) =>
        employees
            .MapGet("{id:guid}/posts", Handle)
            .Needs(Rights.SetPay)
            .WithSummary("The posts of one person, from the hiring on (after: the last number of the page before)");

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
        var branch = await db.Branches.AsNoTracking().SingleAsync(candidate => candidate.Id == employee.BranchId, stop);
        var changes = await db
            .PostChanges.AsNoTracking()
            .Where(change => change.EmployeeId == id && (after == null || change.Number > after))
            .OrderBy(change => change.Number)
            .Take(limit + 1)
            .ToListAsync(stop);
        await db.Open(changes, stop);
        Line hiring = new(1, employee.HiredAs, null, employee.HireDate, null, null, null);
        List<Line> lines =
        [
            .. after is null or < 1 ? (Line[])[hiring] : [],
            .. changes.Select(change => new Line(
                change.Number,
                change.NewPost,
                change.OldPost,
                branch.DayOf(change.At),
                change.Reason.Read(),
                change.DecidedBy,
                change.At
            )),
        ];
        db.NoteRead(nameof(Employee), id, employee.BranchId, nameof(Employee.Post), nameof(PostChange.Reason));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(new Response([.. lines.Take(limit)], lines.Count > limit ? lines[limit - 1].Number : null));
    }
}
