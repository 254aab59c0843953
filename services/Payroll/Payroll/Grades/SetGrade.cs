using System.Globalization;

namespace Clinic.Payroll.Grades;

/// <summary>
/// HR decides what a grade brings in a branch from a clinic day on: base and performance amount of a month, and the experience
/// and education asked for. The first line of a grade needs no If-Match, every later one does; the same again changes nothing.
/// Refuses: <c>branch-not-known</c>, <c>grade-from-not-later</c>, <c>grade-from-too-far</c>, <c>other-currency</c>.
/// </summary>
public static class SetGrade
{
    /// <param name="From">The day the line begins to count; of a month, the line in force on its last day counts.</param>
    public sealed record Request(
        PayAmount BasePay,
        PerformanceAmount Performance,
        DateOnly From,
        [property: Range(0, 60)] int ExperienceYears = 0,
        Education Education = Education.None
    );

    public sealed record Response(
        [Place] Guid BranchId,
        string Grade,
        Money BasePay,
        Money Performance,
        int ExperienceYears,
        Education Education,
        DateOnly From
    );

    internal static void Map(RouteGroupBuilder grades) =>
        grades
            .MapPut("{branchId:guid}/{grade}", Handle)
            .Needs(Rights.SetPay)
            .WithSummary("HR decides what a grade brings from a day on (If-Match)")
            .NeedsIfMatch()
            .Refuses(
                GradeRefusals.BranchNotKnown,
                GradeRefusals.OtherCurrency,
                GradeRefusals.GradeFromTooFar,
                GradeRefusals.GradeFromNotLater
            );

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid branchId,
        [Form("[A-Z][0-9]{1,2}", "a capital letter and one or two digits (E3)")] string grade,
        Request request,
        HttpContext http,
        PayrollDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branchId))
            return Refusal.NotFound.AsProblem();
        if (await db.Branches.FindAsync([branchId], stop) is not { } branch)
            return GradeRefusals.BranchNotKnown.AsProblem();
        var latest = await db
            .GradeLines.AsNoTracking()
            .Where(line => line.BranchId == branchId && line.Grade == grade)
            .OrderByDescending(line => line.Number)
            .FirstOrDefaultAsync(stop);
        var now = clock.GetUtcNow();
        GradeLine next = new()
        {
            BranchId = branchId,
            Grade = grade,
            Number = (latest?.Number ?? 0) + 1,
            BasePay = request.BasePay.AsMoney(),
            Performance = request.Performance.AsMoney(),
            ExperienceYears = request.ExperienceYears,
            Education = request.Education,
            From = request.From,
            DecidedBy = caller.PersonId,
            At = now,
        };
        if (latest is not null && latest.Says(next))
            return Decided(latest.Number);
        if (latest is not null && IfMatch.Check(http.Request, ETag(latest.Number)) is { } stale)
            return stale.AsProblem();
        if (next.BasePay.Currency != next.Performance.Currency)
            return GradeRefusals.OtherCurrency.AsProblem();
        if (next.From > branch.DayOf(now).AddYears(2))
            return GradeRefusals.GradeFromTooFar.AsProblem();
        if (next.CheckFollows(latest) is { } refusal)
            return refusal.AsProblem();

        db.Add(next);
        await db.SaveChangesAsync(stop);
        return Decided(next.Number);

        Ok<Response> Decided(int number)
        {
            http.Response.Headers.ETag = $"\"{ETag(number)}\"";
            return TypedResults.Ok(
                new Response(next.BranchId, next.Grade, next.BasePay, next.Performance, next.ExperienceYears, next.Education, next.From)
            );
        }
    }

    static string ETag(int number) => number.ToString(CultureInfo.InvariantCulture);
}
