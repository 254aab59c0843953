namespace Clinic.Payroll.Performance;

/// <summary>
/// Who works out or looks over pay reads which escorts came later than agreed, in the branches where they may, also before the report is
/// in; the look is noted. It changes nobody's pay.
/// </summary>
public static class ListLateArrivals
{
    public sealed record Response(IReadOnlyList<Line> LateArrivals, Guid? Next);

    /// <summary>One accompanied visit that began late.</summary>
    public sealed record Line(
        Guid EngagementId,
        [Employee] Guid EmployeeId,
        [Place] Guid BranchId,
        int MinutesLate,
        DateTimeOffset EndedAt,
        Guid CaseId
    );

    internal static void Map(RouteGroupBuilder performance) =>
        performance
            .MapGet("late-arrivals", Handle)
            .Needs(Rights.ReadPayRuns)
            .WithSummary("Accompanied visits that began later than agreed (after: the last engagement of the page before)");

    static async Task<Ok<Response>> Handle(
        PayrollDb db,
        Caller caller,
        Guid? branchId,
        Guid? employeeId,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var (group, branches) = (caller.SeesGroup, caller.Branches);
        var page = await db
            .AccompaniedVisits.AsNoTracking()
            .Where(visit =>
                visit.Ended!.MinutesLate > 0
                && (group || branches.Contains(visit.BranchId))
                && (branchId == null || visit.BranchId == branchId)
                && (employeeId == null || visit.PersonId == employeeId)
                && (after == null || visit.Id > after)
            )
            .OrderBy(visit => visit.Id)
            .Select(visit => new Line(
                visit.Id,
                visit.PersonId,
                visit.BranchId,
                visit.Ended!.MinutesLate!.Value,
                visit.Ended.At,
                visit.CaseId
            ))
            .ToPage(limit, line => line.EngagementId, stop);
        foreach (var (person, where) in page.Items.Select(line => (line.EmployeeId, line.BranchId)).Distinct())
            db.NoteRead(nameof(AccompaniedVisit), person, where, nameof(EscortEnd.MinutesLate));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(new Response(page.Items, page.Next));
    }
}
