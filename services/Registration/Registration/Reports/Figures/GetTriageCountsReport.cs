using Clinic.Registration.Premises.Branches;
using Clinic.Registration.Visits.Triage;

namespace Clinic.Registration.Reports.Figures;

/// <summary>
/// RPT-04. How many clients each doctor was given on a clinic day, by rotation, designated, special first visit and as the
/// treating doctor, and how far the doctor's account in the book is from nothing. Decisions that were overturned
/// and visits that were taken back do not count.
/// </summary>
public static class GetTriageCountsReport
{
    /// <param name="Deviation">What the doctor is owed (above nothing) or had too much, in turns, exact to a millionth.</param>
    public sealed record Line(
        [Place] Guid DepartmentId,
        [Employee] Guid DoctorId,
        int Rotation,
        int Designated,
        int SpecialFirstVisit,
        int TreatingDoctor,
        int Total,
        decimal Deviation
    );

    public sealed record Response(DateOnly Day, IReadOnlyList<Line> Doctors);

    internal static void Map(RouteGroupBuilder reports) =>
        reports
            .MapGet("triage-counts", Handle)
            .Needs(Rights.ReadVisits)
            .WithSummary("Each doctor's clients of a clinic day, by way, and the fairness");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid branch,
        DateOnly? day,
        RegistrationDb db,
        Caller caller,
        ClinicDays days,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branch) || await days.DayOf(branch, clock.GetUtcNow(), db, stop) is not { } today)
            return Refusal.NotFound.AsProblem();

        var wanted = day ?? today;
        var given = await (
            from visit in db.Visits.AsNoTracking()
            where visit.BranchId == branch && visit.Day == wanted && visit.Voiding.At == null
            join decision in db.TriageDecisions on visit.Id equals decision.VisitId
            where decision.ReversedAt == null
            group decision by new
            {
                decision.DepartmentId,
                decision.DoctorId,
                decision.Way,
            } into same
            select new { same.Key, Count = same.Count() }
        ).ToListAsync(stop);
        var owed = await db
            .TriageBalances.AsNoTracking()
            .Where(balance => balance.BranchId == branch)
            .ToDictionaryAsync(balance => (balance.DepartmentId, balance.DoctorId), balance => balance.Units, stop);
        var lines = given
            .Select(row => (row.Key.DepartmentId, row.Key.DoctorId))
            .Concat(owed.Keys)
            .Distinct()
            .Order()
            .Select(pair =>
            {
                int Of(TriageWay way) =>
                    given
                        .Where(count =>
                            (count.Key.DepartmentId, count.Key.DoctorId, count.Key.Way) == (pair.DepartmentId, pair.DoctorId, way)
                        )
                        .Sum(count => count.Count);
                var (rotation, designated, special, treating) = (
                    Of(TriageWay.Rotation),
                    Of(TriageWay.Designated),
                    Of(TriageWay.SpecialFirstVisit),
                    Of(TriageWay.TreatingDoctor)
                );
                return new Line(
                    pair.DepartmentId,
                    pair.DoctorId,
                    rotation,
                    designated,
                    special,
                    treating,
                    rotation + designated + special + treating,
                    owed.GetValueOrDefault(pair) / (decimal)FairShare.Turn
                );
            });
        return TypedResults.Ok(new Response(wanted, [.. lines]));
    }
}
