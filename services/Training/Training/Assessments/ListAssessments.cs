using Clinic.Training.Contracts;
using Clinic.Training.Staff;

namespace Clinic.Training.Assessments;

/// <summary>
/// A trainer or manager sees the assessments and resits of the branches where they may: those that are due, those failed, those of a person
/// or of a time, in the order of their ids. An assessment belongs to the time of its verdict; without one, to the instant by which it is
/// due, or at which its period ends. Refuses: <c>time-turned</c>.
/// </summary>
public static class ListAssessments
{
    /// <param name="From">The period begins.</param>
    /// <param name="To">The period ends.</param>
    /// <param name="NextStep">What is entered next; nothing once it is over.</param>
    /// <param name="Overdue">True while it is not judged and its day has passed.</param>
    /// <param name="FailedPart">The first part below its mark.</param>
    public sealed record Line(
        Guid Id,
        [Employee] Guid EmployeeId,
        [Place] Guid BranchId,
        AssessmentKind Kind,
        AssessmentCategory Category,
        AssessmentState Status,
        string? NextStep,
        DateTimeOffset From,
        DateTimeOffset To,
        DateTimeOffset? DueBy,
        bool Overdue,
        AssessmentPart? FailedPart,
        bool Excellent,
        DateTimeOffset? JudgedAt,
        Guid? ComplaintId,
        Guid? DisciplineCaseId
    );

    internal static void Map(RouteGroupBuilder assessments) =>
        assessments
            .MapGet("", Handle)
            .Needs(Rights.ReadExams)
            .WithSummary("Assessments by branch, person, kind, status and time (after: the last id of the page before)")
            .Refuses(StaffRefusals.TimeTurned);

    static async Task<Results<Ok<Page<Line>>, ProblemHttpResult>> Handle(
        TrainingDb db,
        Caller caller,
        TimeProvider clock,
        Guid? branch,
        Guid? employee,
        AssessmentKind[]? kind,
        AssessmentState[]? status,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        if (from >= to)
            return StaffRefusals.TimeTurned.AsProblem();
        var (group, branches) = (caller.SeesGroup, caller.Branches);
        var (kinds, states, now) = (kind ?? [], status ?? [], clock.GetUtcNow());
        // Own assessments of other branches are in sight too, but are no colleague's business here.
        var page = await db
            .Assessments.AsNoTracking()
            .Where(assessment =>
                (group || branches.Contains(assessment.BranchId))
                && (branch == null || assessment.BranchId == branch)
                && (employee == null || assessment.PersonId == employee)
                && (kinds.Length == 0 || kinds.Contains(assessment.Kind))
                && (states.Length == 0 || states.Contains(assessment.State))
                && (from == null || (assessment.JudgedAt ?? assessment.DueBy ?? assessment.PeriodTo) >= from)
                && (to == null || (assessment.JudgedAt ?? assessment.DueBy ?? assessment.PeriodTo) < to)
                && (after == null || assessment.Id > after)
            )
            .OrderBy(assessment => assessment.Id)
            .ToPage(limit, assessment => assessment.Id, stop);
        return TypedResults.Ok(new Page<Line>([.. page.Items.Select(assessment => Shown(assessment, now))], page.Next));
    }

    static Line Shown(Assessment assessment, DateTimeOffset now) =>
        new(
            assessment.Id,
            assessment.PersonId,
            assessment.BranchId,
            assessment.Kind,
            assessment.Category,
            assessment.State,
            Assessment.StepAfter(assessment.State),
            assessment.PeriodFrom,
            assessment.PeriodTo,
            assessment.DueBy,
            Assessment.StepAfter(assessment.State) is not null && (assessment.DueBy ?? assessment.PeriodTo) < now,
            assessment.FailedPart,
            assessment.Excellent,
            assessment.JudgedAt,
            assessment.ComplaintId,
            assessment.DisciplineCaseId
        );
}
