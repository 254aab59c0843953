namespace Clinic.Payroll.Grades;

/// <summary>All lines of a branch's grade table; a day decides which line of a grade is in force.</summary>
sealed class GradeTable(IEnumerable<GradeLine> lines)
{
    readonly ILookup<string, GradeLine> byGrade = lines.OrderBy(line => line.Number).ToLookup(line => line.Grade);

    /// <summary>Reads the table of a branch.</summary>
    public static async Task<GradeTable> Of(PayrollDb db, Guid branch, CancellationToken stop) =>
        new(await db.GradeLines.AsNoTracking().Where(line => line.BranchId == branch).ToListAsync(stop));

    /// <summary>The line of a grade in force on a day; nothing when the branch has not decided on it.</summary>
    public GradeLine? On(string grade, DateOnly day) => byGrade[grade].LastOrDefault(line => line.From <= day);

    /// <summary>The lines of all grades in force on a day.</summary>
    public IEnumerable<GradeLine> On(DateOnly day) => byGrade.Select(grade => On(grade.Key, day)).OfType<GradeLine>();
}
