namespace Clinic.Registration.Premises.Absences;

/// <summary>
/// Manager and director see who is not there and until when, the latest beginning first: of one branch or of all in sight, of one person,
/// of the kinds named, and whatever touches a time. Those taken back are left out unless they are asked for. Why somebody is away is not
/// told.
/// </summary>
public static class ListAbsences
{
    /// <param name="EndsAt">The year 9999 for who left for good.</param>
    /// <param name="IsLeave">Said by Payroll, which alone takes it back.</param>
    /// <param name="IsDeparture">The person left for good.</param>
    /// <param name="Stands">False once taken back.</param>
    public sealed record Line(
        Guid Id,
        [Place] Guid BranchId,
        [Employee] Guid EmployeeId,
        AbsenceKind Kind,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        bool IsLeave,
        bool IsDeparture,
        bool Stands
    );

    internal static void Map(RouteGroupBuilder absences) =>
        absences
            .MapGet("", Handle)
            .Needs(Rights.ReadAbsences)
            .WithSummary("Absences, the latest first (after: the id named as next by the page before)");

    /// <param name="from">Ends after this instant.</param>
    /// <param name="to">Begins before this instant.</param>
    static async Task<Results<Ok<Page<Line>>, ProblemHttpResult>> Handle(
        Guid? branch,
        Guid? person,
        AbsenceKind[]? kind,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Guid? after,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop,
        bool stands = true,
        [Range(1, 200)] int limit = 200
    )
    {
        if (branch is { } asked && !caller.WorksIn(asked))
            return Refusal.NotFound.AsProblem();

        var kinds = kind ?? [];
        // Of what was only ended or taken back the times are not known.
        var absences = db.Absences.AsNoTracking().Where(absence => absence.StartsAt < absence.EndsAt && absence.Stands == stands);
        if (after is { } id)
        {
            if (await db.Absences.AsNoTracking().FirstOrDefaultAsync(absence => absence.Id == id, stop) is not { } last)
                return Refusal.NotFound.AsProblem();
            absences = absences.Where(absence =>
                absence.StartsAt < last.StartsAt || (absence.StartsAt == last.StartsAt && absence.Id < last.Id)
            );
        }
        return TypedResults.Ok(
            await absences
                .Where(absence =>
                    (branch == null || absence.BranchId == branch)
                    && (person == null || absence.EmployeeId == person)
                    && (kinds.Length == 0 || kinds.Contains(absence.Kind))
                    && (from == null || absence.EndsAt > from)
                    && (to == null || absence.StartsAt < to)
                )
                .OrderByDescending(absence => absence.StartsAt)
                .ThenByDescending(absence => absence.Id)
                .Select(absence => new Line(
                    absence.Id,
                    absence.BranchId,
                    absence.EmployeeId,
                    absence.Kind,
                    absence.StartsAt,
                    absence.EndsAt,
                    absence.IsLeave,
                    absence.Id == absence.EmployeeId,
                    absence.Stands
                ))
                .ToPage(limit, line => line.Id, stop)
        );
    }
}
