namespace Clinic.Training.Assessments;

/// <summary>
/// A person's assessments and resits, the latest first, with the failures in a row that stand; everybody may read their own.
/// </summary>
public static class GetAssessmentRecord
{
    /// <param name="Version">The number of the last fact said about the person's assessments.</param>
    public sealed record Response(
        [Employee] Guid EmployeeId,
        [Place] Guid BranchId,
        int FailuresInRow,
        int Version,
        IReadOnlyList<GetAssessment.Response> Assessments,
        IReadOnlyList<Series> FailureSeries
    );

    /// <summary>Two failures in a row that were told.</summary>
    public sealed record Series(
        Guid FirstId,
        Guid SecondId,
        Guid? ComplaintId,
        Guid CaseId,
        DateTimeOffset ToldAt,
        DateTimeOffset? VoidedAt
    );

    const int Most = 100;

    internal static void Map(RouteGroupBuilder people)
    {
        people
            .MapGet("{employeeId:guid}/record", OfPerson)
            .Needs(Rights.ReadExams)
            .WithSummary("A person's assessments and failures in a row");
        people.MapGet("mine/record", Mine).Needs(Rights.ReadOwnExams).WithSummary("My assessments and failures in a row");
    }

    static async Task<Results<Ok<Response>, ProblemHttpResult>> OfPerson(
        Guid employeeId,
        TrainingDb db,
        Caller caller,
        PolicyBook policies,
        CancellationToken stop
    ) =>
        await Record(db, employeeId, policies, stop) is { } record && caller.WorksIn(record.BranchId)
            ? TypedResults.Ok(record)
            : Refusal.NotFound.AsProblem();

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Mine(
        TrainingDb db,
        Caller caller,
        PolicyBook policies,
        CancellationToken stop
    ) => await Record(db, caller.PersonId, policies, stop) is { } record ? TypedResults.Ok(record) : Refusal.NotFound.AsProblem();

    static async Task<Response?> Record(TrainingDb db, Guid person, PolicyBook policies, CancellationToken stop)
    {
        if (await db.Files.AsNoTracking().SingleOrDefaultAsync(file => file.PersonId == person, stop) is not { } file)
            return null;
        var assessments = await db
            .Assessments.AsNoTracking()
            .Where(assessment => assessment.PersonId == person)
            .OrderByDescending(assessment => assessment.ScheduledAt)
            .ThenByDescending(assessment => assessment.Id)
            .Take(Most)
            .ToListAsync(stop);
        var lines = await db.Corrections.AsNoTracking().Where(line => line.PersonId == person).ToListAsync(stop);
        await db.Open(lines, stop);
        var corrections = lines.ToLookup(line => line.AssessmentId);
        var series = await db
            .Series.AsNoTracking()
            .Where(failureSeries => failureSeries.PersonId == person)
            .OrderByDescending(failureSeries => failureSeries.Id)
            .Take(Most)
            .Select(failureSeries => new Series(
                failureSeries.FirstId,
                failureSeries.SecondId,
                failureSeries.ComplaintId,
                failureSeries.CaseId,
                failureSeries.ToldAt,
                failureSeries.VoidedAt
            ))
            .ToListAsync(stop);
        return new(
            person,
            file.BranchId,
            file.FailuresInRow,
            file.EventVersion,
            [.. assessments.Select(assessment => GetAssessment.Shown(assessment, policies, corrections[assessment.Id]))],
            series
        );
    }
}
