using System.Globalization;
using Clinic.Registration.Contracts;
using Clinic.Registration.Premises;
using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Appointments;

/// <summary>
/// The branch manager says when the branch is open from a day on: the hours of the week with breaks, closed days, and days made up for;
/// based on the version read (If-Match). What is past stays. Appointments that now lie outside the hours need another time. The same again
/// changes nothing. Refused: a first day that is over, hours that overlap, a day named twice. Says <c>BranchCalendarChanged</c>.
/// </summary>
public static class ChangeCalendar
{
    /// <param name="From">The first day it holds, today or later.</param>
    /// <param name="Week">Hours that end at or before they begin end on the next day.</param>
    public sealed record Request(
        DateOnly From,
        [property: Required, MaxLength(70)] IReadOnlyList<OpenHours> Week,
        [property: Required, MaxLength(400)] IReadOnlyList<DateOnly> ClosedDays,
        [property: Required, MaxLength(100)] IReadOnlyList<MakeUpDay> MakeUpDays,
        [property: Text(500)] string Reason
    );

    /// <param name="NeedReschedule">Appointments that need another time because of this change.</param>
    public sealed record Response(GetCalendar.Response Calendar, int NeedReschedule);

    internal static void Map(RouteGroupBuilder branches) =>
        branches
            .MapPut("{branchId:guid}/calendar", Handle)
            .Needs(Rights.WriteDirectory)
            .WithSummary("Says when a branch is open from a day on (If-Match: its version)")
            .NeedsIfMatch()
            .Refuses(
                PremisesRefusals.CalendarFromImpossible,
                PremisesRefusals.CalendarHoursImpossible,
                PremisesRefusals.CalendarDayImpossible
            );

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid branchId,
        Request request,
        HttpContext http,
        RegistrationDb db,
        Caller caller,
        ClinicDays days,
        PolicyBook policies,
        HoursEffects effects,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var now = clock.GetUtcNow();
        if (!caller.WorksIn(branchId) || await days.DayOf(branchId, now, db, stop) is not { } today)
            return Refusal.NotFound.AsProblem();
        if ((CheckCalendar(request.Week) ?? CheckCalendar(request, today)) is { } wrong)
            return wrong.AsProblem();

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockCalendar(branchId, stop);
        var calendars = await db.CalendarsOf(branchId, stop);
        var wanted = New(branchId, request, calendars.Count + 1, caller.Actor, now);
        var needReschedule = 0;
        if (calendars is not [.., var last] || !last.SaysAs(wanted))
        {
            if (IfMatch.Check(http.Request, calendars.Count.ToString(CultureInfo.InvariantCulture)) is { } stale)
                return stale.AsProblem();
            if (request.From < today || request.From > today.AddDays(OpeningHours.FurthestDays))
                return PremisesRefusals.CalendarFromImpossible.AsProblem();

            calendars.Add(wanted);
            db.Add(wanted);
            db.Publish(wanted.Changed(), branchId);
            await db.SaveChangesAsync(stop);
            var changed = await days.HoursBy(calendars, branchId, policies, db, stop);
            needReschedule = await effects.Apply(branchId, request.From, changed, now, stop);
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        var hours = await days.HoursBy(calendars, branchId, policies, db, stop);
        var answer = GetCalendar.Answer(branchId, calendars, hours, request.From, 7, now, http);
        return TypedResults.Ok(new Response(answer, needReschedule));
    }

    static BranchCalendar New(Guid branch, Request request, int version, string actor, DateTimeOffset now) =>
        new()
        {
            BranchId = branch,
            Version = version,
            From = request.From,
            Week = [.. request.Week.OrderBy(hours => hours.Day).ThenBy(hours => hours.From)],
            ClosedDays = [.. request.ClosedDays.Order()],
            MakeUpDays = [.. request.MakeUpDays.OrderBy(makeUp => makeUp.Day)],
            Reason = request.Reason.Normalized(),
            Actor = actor,
            At = now,
        };

    // The week goes round: what begins on its last evening may run into its first morning.
    static Refusal? CheckCalendar(IReadOnlyList<OpenHours> week)
    {
        if (week.Any(hours => hours is null || IsPartOfMinute(hours.From) || IsPartOfMinute(hours.To) || !Enum.IsDefined(hours.Day)))
            return PremisesRefusals.CalendarHoursImpossible;
        var spans = week.Select(hours =>
            {
                var from = TimeSpan.FromDays((int)hours.Day) + hours.From.ToTimeSpan();
                return (From: from, To: from + (hours.To == hours.From ? TimeSpan.FromDays(1) : hours.To - hours.From));
            })
            .OrderBy(span => span.From)
            .ToList();
        if (spans.Count > 0)
            spans.Add((spans[0].From + TimeSpan.FromDays(7), spans[0].To + TimeSpan.FromDays(7)));
        return spans.Zip(spans.Skip(1)).Any(pair => pair.First.To > pair.Second.From) ? PremisesRefusals.CalendarHoursImpossible : null;
    }

    static Refusal? CheckCalendar(Request request, DateOnly today)
    {
        if (request.MakeUpDays.Any(makeUp => makeUp is null || !Enum.IsDefined(makeUp.As)))
            return PremisesRefusals.CalendarDayImpossible;
        var named = request.ClosedDays.Concat(request.MakeUpDays.Select(makeUp => makeUp.Day)).ToList();
        return named.Distinct().Count() != named.Count || named.Exists(day => day < today.AddYears(-10) || day > today.AddYears(10))
            ? PremisesRefusals.CalendarDayImpossible
            : null;
    }

    static bool IsPartOfMinute(TimeOnly time) => time.Ticks % TimeSpan.TicksPerMinute != 0;
}
