using Clinic.Registration.ClientRecords.Clients;

namespace Clinic.Registration.Reports.Figures;

/// <summary>
/// What clients come for (RPT-12, R-109): visits of a month by department, by the way they came, by age and sex, and the appointments
/// kept for it. Age is the one reached in the year of the visit.
/// </summary>
public static class GetClientNeedsReport
{
    /// <summary>How a client came.</summary>
    public enum Channel
    {
        WalkIn,
        Appointment,
        Escort,
    }

    /// <param name="AgeFrom">0, 18, 35 or 55: the beginning of the age group.</param>
    public sealed record Line([Place] Guid? DepartmentId, Channel Channel, Sex Sex, int AgeFrom, int Visits);

    public sealed record Booked([Place] Guid DepartmentId, int Appointments);

    public sealed record Response(DateOnly Month, int Visits, IReadOnlyList<Line> Lines, IReadOnlyList<Booked> Appointments);

    internal static void Map(RouteGroupBuilder reports) =>
        reports
            .MapGet("client-needs", Handle)
            .Needs(Rights.ClientStatistics)
            .WithSummary("What clients come for, by department, way, age and sex")
            .Refuses(ReportPeriod.Impossible, ReportPeriod.NotAMonth);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid? branch,
        DateOnly month,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        if (ReportPeriod.CheckMonth(caller, branch, month) is { } refusal)
            return refusal.AsProblem();

        var end = ReportPeriod.EndOfMonth(month);
        var lines = await (
            from visit in db.Visits.Where(visit =>
                (branch == null || visit.BranchId == branch) && visit.Day >= month && visit.Day <= end && visit.Voiding.At == null
            )
            join client in db.Clients on visit.ClientId equals client.Id
            group visit by new
            {
                visit.DepartmentId,
                client.Sex,
                AgeFrom = client.BirthDate.AddYears(55) <= visit.Day ? 55
                : client.BirthDate.AddYears(35) <= visit.Day ? 35
                : client.BirthDate.AddYears(18) <= visit.Day ? 18
                : 0,
                Channel = visit.EngagementId != null ? Channel.Escort
                : visit.AppointmentId != null ? Channel.Appointment
                : Channel.WalkIn,
            } into all
            select new Line(all.Key.DepartmentId, all.Key.Channel, all.Key.Sex, all.Key.AgeFrom, all.Count())
        ).ToListAsync(stop);
        var booked = await db
            .Appointments.Where(appointment =>
                (branch == null || appointment.BranchId == branch) && appointment.Day >= month && appointment.Day <= end
            )
            .GroupBy(appointment => appointment.DepartmentId)
            .Select(all => new Booked(all.Key, all.Count()))
            .ToListAsync(stop);
        return TypedResults.Ok(
            new Response(
                month,
                lines.Sum(line => line.Visits),
                [
                    .. lines
                        .OrderBy(line => line.DepartmentId)
                        .ThenBy(line => line.Channel)
                        .ThenBy(line => line.Sex)
                        .ThenBy(line => line.AgeFrom),
                ],
                [.. booked.OrderBy(candidate => candidate.DepartmentId)]
            )
        );
    }
}
