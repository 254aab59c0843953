using Clinic.Registration.Contracts;

namespace Clinic.Registration.Premises.Branches;

/// <summary>
/// Staff see when a branch is open on the days from one on, whether it is open now and when it opens next; and every calendar it set, by
/// whom and why. The ETag is the number of the last change, zero before the first.
/// </summary>
public static class GetCalendar
{
    /// <summary>One calendar as it was set.</summary>
    public sealed record Line(
        int Version,
        DateOnly From,
        IReadOnlyList<OpenHours> Week,
        IReadOnlyList<DateOnly> ClosedDays,
        IReadOnlyList<MakeUpDay> MakeUpDays,
        string Reason,
        string Author,
        DateTimeOffset SetAt
    );

    /// <summary>A day with the times that begin on it.</summary>
    public sealed record OpenDay(DateOnly Day, IReadOnlyList<OpenSpan> Open, int Minutes);

    /// <param name="NextOpenAt">Now while it is open; null when it does not open for longer than a year.</param>
    public sealed record Response(
        [Place] Guid BranchId,
        int Version,
        bool OpenNow,
        DateTimeOffset? NextOpenAt,
        IReadOnlyList<OpenDay> Days,
        IReadOnlyList<Line> History
    );

    internal static void Map(RouteGroupBuilder branches) =>
        branches
            .MapGet("{branchId:guid}/calendar", Handle)
            .Needs(Rights.ReadBranches)
            .WithSummary("When a branch is open, and who set it so")
            .Refuses(PremisesRefusals.CalendarDayImpossible);

    /// <param name="from">The first day shown; today when left out.</param>
    /// <param name="days">How many; a week when left out.</param>
    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid branchId,
        DateOnly? from,
        [Range(1, 62)] int? days,
        HttpContext http,
        RegistrationDb db,
        Caller caller,
        ClinicDays clinicDays,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var now = clock.GetUtcNow();
        if (!caller.WorksIn(branchId) || await clinicDays.DayOf(branchId, now, db, stop) is not { } today)
            return Refusal.NotFound.AsProblem();
        if (from < today.AddYears(-10) || from > today.AddYears(10))
            return PremisesRefusals.CalendarDayImpossible.AsProblem();

        var calendars = await db.CalendarsOf(branchId, stop);
        var hours = await clinicDays.HoursBy(calendars, branchId, policies, db, stop);
        return TypedResults.Ok(Answer(branchId, calendars, hours, from ?? today, days ?? 7, now, http));
    }

    internal static Response Answer(
        Guid branch,
        IReadOnlyList<BranchCalendar> calendars,
        OpeningHours hours,
        DateOnly from,
        int days,
        DateTimeOffset now,
        HttpContext http
    )
    {
        http.Response.Headers.ETag = $"\"{calendars.Count}\"";
        return new(
            branch,
            calendars.Count,
            hours.IsOpenAt(now),
            hours.NextOpen(now),
            [
                .. Enumerable
                    .Range(0, days)
                    .Select(from.AddDays)
                    .Select(day => new OpenDay(day, hours.Of(day), hours.OpenMinutes(hours.StartOf(day), hours.StartOf(day.AddDays(1))))),
            ],
            [
                .. calendars.Select(calendar => new Line(
                    calendar.Version,
                    calendar.From,
                    calendar.Week,
                    calendar.ClosedDays,
                    calendar.MakeUpDays,
                    calendar.Reason,
                    calendar.Actor,
                    calendar.At
                )),
            ]
        );
    }
}
