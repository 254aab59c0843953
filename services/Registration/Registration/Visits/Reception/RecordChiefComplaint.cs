namespace Clinic.Registration.Visits.Reception;

/// <summary>
/// The duty room or the triage officer writes into the chart what the client complains of in the client's words, which department
/// that speaks for and why. Once. Refused once the client was collected, for a department of another branch (404), with
/// other words than on record.
/// </summary>
public static class RecordChiefComplaint
{
    /// <param name="AdvisedDepartmentId">初步分诊建议; who triages may choose another.</param>
    /// <param name="Basis">Of the branch's guide for choosing a department.</param>
    public sealed record Request(
        [property: Text(1000, Lines = true)] string Words,
        [property: GivenId] Guid? AdvisedDepartmentId = null,
        [property: Text(300)] string? Basis = null
    );

    public sealed record Response(Guid VisitId, [Place] Guid? AdvisedDepartmentId);

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/complaint-in-words", Handle)
            .Needs(Rights.CheckIn)
            .WithSummary("Writes down what the client complains of")
            .Refuses(VisitRefusals.AnyOutOfOrder, Refusal.AlreadyRecorded);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request request,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();
        if (
            request.AdvisedDepartmentId is { } advised
            && !await db.Departments.AnyAsync(department => department.Id == advised && department.BranchId == visit.BranchId, stop)
        )
            return Refusal.NotFound.AsProblem();
        var pages = db.PagesOf(visit, ChartPart.Complaint);
        if (await pages.AnyAsync(stop))
            return await pages.CheckRepeat(db, request, stop) is { } other ? other.AsProblem() : Answer(visitId, request);
        if (!visit.IsWaiting)
            return VisitRefusals.OutOfOrder(visit.State).AsProblem();

        db.Add(ChartEntry.Of(visit, ChartPart.Complaint, request, caller.PersonId, clock.GetUtcNow()));
        await db.SaveChangesAsync(stop);
        return Answer(visitId, request);
    }

    static Ok<Response> Answer(Guid visitId, Request request) => TypedResults.Ok(new Response(visitId, request.AdvisedDepartmentId));
}
