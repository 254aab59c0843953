namespace Clinic.Registration.Visits.Triage;

/// <summary>
/// The triage book of a department, line by line, so that anyone may recompute every turn. A turn is 1,000,000 units.
/// </summary>
public static class GetTriageLedger
{
    public sealed record Entry(
        long Line,
        [Employee] Guid DoctorId,
        TriageEntryKind Kind,
        Guid DecisionId,
        Guid VisitId,
        TriageWay Way,
        decimal Weight,
        long Credit,
        long Paid,
        long BalanceAfter,
        DateTimeOffset At
    );

    internal static void Map(RouteGroupBuilder departments) =>
        departments
            .MapGet("{departmentId:guid}/triage-ledger", Handle)
            .Needs(Rights.ReadVisits)
            .WithSummary("The triage book, line by line");

    /// <param name="after">The last line of the page before; a page ends with a whole line.</param>
    /// <param name="limit">The most lines.</param>
    static async Task<Results<Ok<List<Entry>>, ProblemHttpResult>> Handle(
        Guid departmentId,
        [Range(0, long.MaxValue)] long? after,
        [Range(1, 1000)] int? limit,
        RegistrationDb db,
        CancellationToken stop
    )
    {
        if (!await db.Departments.AnyAsync(department => department.Id == departmentId, stop))
            return Refusal.NotFound.AsProblem();

        var from = after ?? 0;
        var to = from + (limit ?? 200);
        return TypedResults.Ok(
            await (
                from entry in db.TriageEntries.AsNoTracking()
                where entry.DepartmentId == departmentId && entry.Line > @from && entry.Line <= to
                join decision in db.TriageDecisions on entry.DecisionId equals decision.Id
                orderby entry.Line, entry.DoctorId
                select new Entry(
                    entry.Line,
                    entry.DoctorId,
                    entry.Kind,
                    entry.DecisionId,
                    decision.VisitId,
                    decision.Way,
                    entry.Tenths / 10m,
                    entry.Credit,
                    entry.Paid,
                    entry.BalanceAfter,
                    entry.At
                )
            ).ToListAsync(stop)
        );
    }
}
