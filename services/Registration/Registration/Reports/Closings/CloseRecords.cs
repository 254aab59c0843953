using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Reports.Closings;

/// <summary>
/// The receptionist signs before closing that every client record of the day is complete (R-104, WF-35 2); an earlier day may be made
/// good, which counts as late. Once under its id. Refused: a front page that is no chart yet, a visit nobody ended, a day to come.
/// </summary>
public static class CloseRecords
{
    /// <param name="Day">Today at the branch when left out.</param>
    public sealed record Request([property: GivenId] Guid Id, [property: GivenId] Guid BranchId, DateOnly? Day = null);

    public sealed record Response(
        Guid Id,
        [Place] Guid BranchId,
        DateOnly Day,
        [Employee] Guid ClosedBy,
        DateTimeOffset ClosedAt,
        bool Late
    );

    internal static void Map(RouteGroupBuilder closings) =>
        closings
            .MapPost("", Handle)
            .Needs(Rights.RegisterClients)
            .WithSummary("Signs that the client records of a day are complete")
            .Refuses(ReportRefusals.DayToCome, ReportRefusals.RecordsUnfinished(1, 1), Refusal.IdTaken);

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        RegistrationDb db,
        Caller caller,
        ClinicDays days,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var now = clock.GetUtcNow();
        if (!caller.WorksIn(request.BranchId) || await days.DayOf(request.BranchId, now, db, stop) is not { } today)
            return Refusal.NotFound.AsProblem();
        var known = await db.RecordClosings.FindAsync([request.Id], stop);
        if (known is null)
        {
            var day = request.Day ?? today;
            if (day > today)
                return ReportRefusals.DayToCome.AsProblem();
            var records = await DayRecords.Of(db, request.BranchId, day, stop);
            if (!records.Complete)
                return ReportRefusals.RecordsUnfinished(records.Pages.Count, records.Visits.Count).AsProblem();

            var hours = await days.HoursOf(request.BranchId, policies, db, stop);
            // A day on which the branch is closed ends at midnight.
            var closes = hours.Of(day) is [.., var last] ? last.To : hours.StartOf(day.AddDays(1));
            RecordClosing closing = new()
            {
                Id = request.Id,
                BranchId = request.BranchId,
                Day = day,
                ClosedBy = caller.PersonId,
                ClosedAt = now,
                Late = now > closes,
            };
            db.Add(closing);
            if (await db.TrySaveNew(stop))
                return TypedResults.Created($"/record-closings?branch={closing.BranchId}&day={day:yyyy-MM-dd}", Answer(closing));
            known = await db.RecordClosings.FindAsync([request.Id], stop);
        }
        return known is not null && known.BranchId == request.BranchId && (request.Day ?? known.Day) == known.Day
            ? TypedResults.Ok(Answer(known))
            : Refusal.IdTaken.AsProblem();
    }

    internal static Response Answer(RecordClosing recordClosing) =>
        new(
            recordClosing.Id,
            recordClosing.BranchId,
            recordClosing.Day,
            recordClosing.ClosedBy,
            recordClosing.ClosedAt,
            recordClosing.Late
        );
}
