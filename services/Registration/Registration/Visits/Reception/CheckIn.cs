using Clinic.Registration.Appointments;
using Clinic.Registration.ClientRecords;
using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Branches;
using Clinic.Registration.Visits.Arrivals;

namespace Clinic.Registration.Visits.Reception;

/// <summary>
/// The desk checks a client in at the door and hands out the day's ticket. Without a chart there is no visit. However
/// often, by whomever and under whichever id it is asked, a client has one open visit per branch: on its clinic day the same visit and
/// ticket are answered, on a later day the refusal names the visit that was left open. An appointment booked for the day is checked in
/// with it, also one that was just noted as a no-show. The answer tells of a complaint that is still open. Somebody noted at the door
/// keeps the time of the arrival under whose id they are checked in. Where nothing is asked for first, the visit is registered with it:
/// <c>VisitRegistered</c>. Refused: an unknown branch (404), no chart, a client who was merged, an arrival in the future or over 12
/// hours ago.
/// </summary>
public static class CheckIn
{
    public sealed record Request(
        [property: GivenId] Guid Id,
        [property: GivenId] Guid BranchId,
        [property: GivenId] Guid ClientId,
        DateTimeOffset? ArrivedAt = null
    );

    public sealed record Response(Guid Id, string Ticket, VisitState Status, VisitType Type, Guid? AppointmentId, bool OpenComplaint);

    sealed record OpenVisit(Guid Id, DateOnly Day, VisitState Status, string? NextStep);

    sealed record CheckInLookup(
        int Number,
        Guid? KnownVisit,
        bool HasChart,
        Guid? MergedInto,
        bool CameBefore,
        bool OpenComplaint,
        Guid? AppointmentId,
        Guid? EngagementId,
        long? AppointmentVersion,
        DateTimeOffset? ExpectedAt,
        Guid? MissedId,
        DateTimeOffset? NotedAt
    );

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("", Handle)
            .Needs(Rights.CheckIn)
            .WithSummary("Checks a client in and gives a ticket")
            .Refuses(
                VisitRefusals.ArrivalImpossible,
                AppointmentRefusals.ChartRequired,
                ClientRecordRefusals.ClientIsMerged,
                VisitRefusals.VisitIsOpen,
                AppointmentRefusals.SlotTaken,
                Refusal.IdTaken
            );

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
        var arrived = request.ArrivedAt ?? now;
        if (NoteArrival.CheckArrivalTime(arrived, now) is { } impossible)
            return impossible.AsProblem();
        if (!caller.WorksIn(request.BranchId) || await days.DayOf(request.BranchId, arrived, db, stop) is not { } day)
            return Refusal.NotFound.AsProblem();

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var desk = await TakeTicketAndLookUp(request, day, LateArrival.Since(policies, request.BranchId, arrived), db, stop);
        if (desk.KnownVisit is { } id)
        {
            // Leaving without a commit gives the number back.
            if (
                await db.Visits.FindAsync([id], stop) is not { } known
                || (known.ClientId, known.BranchId) != (request.ClientId, request.BranchId)
            )
                return Refusal.IdTaken.AsProblem();
            return known.Day == day || known.Id == request.Id ? TypedResults.Ok(Answer(known, desk)) : StillOpen(known);
        }
        if (!desk.HasChart)
            return AppointmentRefusals.ChartRequired.AsProblem();
        if (desk.MergedInto is not null)
            return ClientRecordRefusals.ClientIsMerged.AsProblem();

        arrived = desk.NotedAt ?? arrived;
        var late = desk is { AppointmentId: null, MissedId: { } missed }
            ? await LateArrival.TakeBack(db, missed, policies, now, stop)
            : null;
        Visit visit = new()
        {
            Id = request.Id,
            BranchId = request.BranchId,
            ClientId = request.ClientId,
            Day = day,
            TicketCategory = TicketCounter.OnlyCategory,
            TicketNumber = desk.Number,
            Type = desk.CameBefore ? VisitType.Return : VisitType.First,
            ArrivedAt = arrived,
            CheckedInAt = now,
            CheckedInBy = caller.PersonId,
            AppointmentId = desk.AppointmentId ?? late?.Id,
            EngagementId = desk.EngagementId ?? late?.EngagementId,
            Way = new()
            {
                Variant = policies.Value(StationOrder.Variant, request.BranchId, now).Word,
                RegistrationFee = RegisterVisit.FeeDueFirst(policies, request.BranchId, now),
            },
        };
        visit.EnterQueue(desk.ExpectedAt ?? late?.StartsAt, caller.PersonId, now);
        db.Add(visit);
        if (desk.NotedAt is null)
            AddArrival(visit, db, policies);
        if (desk.AppointmentId is { } booked)
        {
            // Not read but attached under the version seen: if it was moved a moment ago, the save fails and the desk tries again.
            var appointment = Appointment.StubForCheckIn(booked, visit.BranchId, visit.ClientId, (uint)desk.AppointmentVersion!.Value);
            db.Attach(appointment);
            appointment.CheckIn(visit.Id, arrived);
        }
        late?.CheckIn(visit.Id, arrived);
        db.Publish(
            new ClientArrived(visit.Id, visit.BranchId, visit.ClientId, visit.AppointmentId, arrived, visit.EngagementId),
            visit.CaseId
        );
        if (visit.Way.RegisteredAt is not null)
            RegisterVisit.PublishRegistered(db, visit, now);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Created($"/visits/{visit.Id}", Answer(visit, desk));
    }

    static void AddArrival(Visit visit, RegistrationDb db, PolicyBook policies)
    {
        Arrival arrival = new()
        {
            Id = visit.Id,
            BranchId = visit.BranchId,
            Day = visit.Day,
            ArrivedAt = visit.ArrivedAt,
            RecordedAt = visit.CheckedInAt,
            RecordedBy = visit.CheckedInBy,
            LimitSeconds = policies.Value(GreetingClock.MaxSeconds, visit.BranchId, visit.ArrivedAt),
        };
        db.Add(arrival);
        GreetingClock.Start(db, arrival);
    }

    // One round trip. The counter's row lock lets one clerk of the branch through at a time, and the second statement looks only
    // after the lock was got, so that it sees what the clerk before has done; the unique index stands behind it. The client is held
    // against a merge meanwhile, which would take a visit along.
    static async Task<CheckInLookup> TakeTicketAndLookUp(
        Request request,
        DateOnly day,
        DateTimeOffset missedSince,
        RegistrationDb db,
        CancellationToken stop
    ) =>
        (
            await db
                .Database.SqlQuery<CheckInLookup>(
                    $"""
                    INSERT INTO ticket_counter (branch_id, day, category, last_number)
                      VALUES ({request.BranchId}, {day}, {TicketCounter.OnlyCategory}, 1)
                    ON CONFLICT (branch_id, day, category) DO UPDATE SET last_number = ticket_counter.last_number + 1;
                    SELECT last_number AS "Number",
                      coalesce((SELECT id FROM visit WHERE client_id = {request.ClientId} AND branch_id = {request.BranchId}
                        AND closed_at IS NULL),
                        (SELECT id FROM visit WHERE id = {request.Id})) AS "KnownVisit",
                      chart.id IS NOT NULL AS "HasChart", chart.merged_into AS "MergedInto",
                      EXISTS (SELECT FROM visit WHERE client_id = {request.ClientId} AND completed_at IS NOT NULL
                        AND voided_at IS NULL) AS "CameBefore",
                      EXISTS (SELECT FROM complaint_flag WHERE client_id = {request.ClientId} AND state = 'Open') AS "OpenComplaint",
                      booked.id AS "AppointmentId", booked.engagement_id AS "EngagementId", booked.version AS "AppointmentVersion",
                      booked.starts_at AS "ExpectedAt", (SELECT id FROM appointment WHERE client_id = {request.ClientId}
                        AND branch_id = {request.BranchId} AND day = {day} AND state = 'NoShow' AND answered_at >= {missedSince}
                        ORDER BY starts_at DESC LIMIT 1) AS "MissedId", (SELECT arrived_at FROM arrival WHERE id = {request.Id}
                        AND branch_id = {request.BranchId}) AS "NotedAt"
                    FROM ticket_counter LEFT JOIN (
                      SELECT id, engagement_id, starts_at, xmin::text::bigint AS version FROM appointment
                      WHERE client_id = {request.ClientId} AND branch_id = {request.BranchId} AND day = {day}
                        AND state IN ('Booked', 'Notified') ORDER BY starts_at LIMIT 1) AS booked ON true
                    LEFT JOIN (SELECT id, merged_into FROM client WHERE id = {request.ClientId}
                      AND branch_id = {request.BranchId} FOR KEY SHARE) AS chart ON true
                    WHERE branch_id = {request.BranchId} AND day = {day} AND category = {TicketCounter.OnlyCategory}
                    """
                )
                .ToListAsync(stop)
        )[0];

    static ProblemHttpResult StillOpen(Visit visit)
    {
        var problem = Problems.Of(VisitRefusals.VisitIsOpen);
        problem.Extensions["visit"] = new OpenVisit(visit.Id, visit.Day, visit.State, visit.State.NextStep());
        return TypedResults.Problem(problem);
    }

    static Response Answer(Visit visit, CheckInLookup desk) =>
        new(visit.Id, visit.Ticket, visit.State, visit.Type, visit.AppointmentId, desk.OpenComplaint);
}
