using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Visits.Waiting;

/// <summary>
/// The attendant ticks off the waiting area of a floor. Once under its id. Refused: an unknown branch (404).
/// </summary>
public static class CheckArea
{
    public sealed record Request(
        [property: GivenId] Guid Id,
        [property: GivenId] Guid BranchId,
        [property: Range(1, 200)] int Floor,
        CheckTime Time,
        bool Clean,
        bool NewspapersArranged,
        bool TelevisionSwitched,
        bool WaterPowerSwitched
    );

    public sealed record Response(
        Guid Id,
        int Floor,
        DateOnly Day,
        CheckTime Time,
        bool Clean,
        bool NewspapersArranged,
        bool TelevisionSwitched,
        bool WaterPowerSwitched,
        bool InOrder,
        [Employee] Guid By,
        DateTimeOffset At
    );

    internal static void Map(RouteGroupBuilder areas)
    {
        areas.MapPost("checks", Handle).Needs(Rights.ServeWaiting).WithSummary("Ticks off a waiting area").Refuses(Refusal.IdTaken);
        areas.MapGet("checks", OfTheDay).Needs(Rights.ServeWaiting).WithSummary("The checks of a clinic day, by time");
    }

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        RegistrationDb db,
        Caller caller,
        ClinicDays days,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var now = clock.GetUtcNow();
        if (!caller.WorksIn(request.BranchId) || await days.DayOf(request.BranchId, now, db, stop) is not { } day)
            return Refusal.NotFound.AsProblem();

        var known = await db.AreaChecks.FindAsync([request.Id], stop);
        if (known is null)
        {
            AreaCheck check = new()
            {
                Id = request.Id,
                BranchId = request.BranchId,
                Floor = request.Floor,
                Day = day,
                Time = request.Time,
                Clean = request.Clean,
                NewspapersArranged = request.NewspapersArranged,
                TelevisionSwitched = request.TelevisionSwitched,
                WaterPowerSwitched = request.WaterPowerSwitched,
                By = caller.PersonId,
                At = now,
            };
            db.Add(check);
            if (await db.TrySaveNew(stop))
                return TypedResults.Created($"/waiting-areas/checks?branch={check.BranchId}", Answer(check));
            known = await db.AreaChecks.FindAsync([request.Id], stop);
        }
        return
            known is not null
            && (
                known.BranchId,
                known.Floor,
                known.Time,
                known.Clean,
                known.NewspapersArranged,
                known.TelevisionSwitched,
                known.WaterPowerSwitched
            )
                == (
                    request.BranchId,
                    request.Floor,
                    request.Time,
                    request.Clean,
                    request.NewspapersArranged,
                    request.TelevisionSwitched,
                    request.WaterPowerSwitched
                )
            ? TypedResults.Ok(Answer(known))
            : Refusal.IdTaken.AsProblem();
    }

    static async Task<Results<Ok<Response[]>, ProblemHttpResult>> OfTheDay(
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
        var checks = await db
            .AreaChecks.AsNoTracking()
            .Where(areaCheck => areaCheck.BranchId == branch && areaCheck.Day == wanted)
            .OrderBy(areaCheck => areaCheck.At)
            .ThenBy(areaCheck => areaCheck.Id)
            .Take(200)
            .ToListAsync(stop);
        return TypedResults.Ok(checks.Select(Answer).ToArray());
    }

    static Response Answer(AreaCheck areaCheck) =>
        new(
            areaCheck.Id,
            areaCheck.Floor,
            areaCheck.Day,
            areaCheck.Time,
            areaCheck.Clean,
            areaCheck.NewspapersArranged,
            areaCheck.TelevisionSwitched,
            areaCheck.WaterPowerSwitched,
            areaCheck is { Clean: true, NewspapersArranged: true, TelevisionSwitched: true, WaterPowerSwitched: true },
            areaCheck.By,
            areaCheck.At
        );
}
