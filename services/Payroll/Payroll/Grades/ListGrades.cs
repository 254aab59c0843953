namespace Clinic.Payroll.Grades;

/// <summary>HR reads the grade tables of the branches where they decide on pay, with every line there was .</summary>
public static class ListGrades
{
    public sealed record Response(IReadOnlyList<Line> Grades);

    /// <param name="Version">What the next decision on the grade names with If-Match, when this is its latest line.</param>
    public sealed record Line(
        [Place] Guid BranchId,
        string Grade,
        int Version,
        Money BasePay,
        Money Performance,
        int ExperienceYears,
        Education Education,
        DateOnly From,
        [Employee] Guid DecidedBy,
        DateTimeOffset At
    );

    internal static void Map(RouteGroupBuilder grades) =>
        grades.MapGet("", Handle).Needs(Rights.SetPay).WithSummary("The grade table of a branch");

    static async Task<Ok<Response>> Handle(PayrollDb db, Guid branchId, CancellationToken stop) =>
        TypedResults.Ok(
            new Response(
                await db
                    .GradeLines.AsNoTracking()
                    .Where(line => line.BranchId == branchId)
                    .OrderBy(line => line.Grade)
                    .ThenBy(line => line.Number)
                    .Select(line => new Line(
                        line.BranchId,
                        line.Grade,
                        line.Number,
                        line.BasePay,
                        line.Performance,
                        line.ExperienceYears,
                        line.Education,
                        line.From,
                        line.DecidedBy,
                        line.At
                    ))
                    .ToListAsync(stop)
            )
        );
}
