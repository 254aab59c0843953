using Clinic.Registration.Contracts;

namespace Clinic.Registration.Visits.Triage;

/// <summary>
/// The triage officer gives a client to a department, whose book names the doctor by fair share of those on duty,
/// or to a named doctor for a recorded reason. The same request again answers the same decision; refused: nobody
/// on duty, the named doctor not on duty, a visit that has a doctor already.
/// </summary>
public static class AssignDoctor
{
    /// <param name="DoctorId">Needed for a designated doctor and a special first visit; a treating doctor is looked up when left
    /// out.</param>
    /// <param name="Reason">Needed for a designated doctor and a special first visit.</param>
    public sealed record Request(
        [property: GivenId] Guid DepartmentId,
        TriageWay Way,
        [property: GivenId] Guid? DoctorId = null,
        [property: Text(300)] string? Reason = null
    );

    public sealed record Response(
        Guid VisitId,
        [Employee] Guid DoctorId,
        Guid DecisionId,
        [Place] Guid DepartmentId,
        TriageWay Way,
        long Line,
        VisitState Status
    );

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/triage", Handle)
            .Needs(Rights.Triage)
            .WithSummary("Gives the client to a doctor")
            .Refuses(
                VisitRefusals.RotationNamesDoctor,
                VisitRefusals.TriageReasonRequired,
                VisitRefusals.AlreadyTriaged,
                VisitRefusals.NotTheTreatingDoctor,
                VisitRefusals.NamedDoctorNotOnDuty,
                VisitRefusals.NoDoctorOnDuty,
                VisitRefusals.AnyOutOfOrder,
                VisitRefusals.AnyStationFirst
            );

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request request,
        RegistrationDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (CheckReason(request.Way, request.DoctorId, request.Reason) is { } wrong)
            return wrong.AsProblem();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var book = await LockedTriageBook.Take(db, request.DepartmentId, stop);
        var client = await (
            from registered in db.Visits.Where(candidate => candidate.Id == visitId)
            from given in db
                .TriageDecisions.Where(triageDecision => triageDecision.VisitId == visitId && triageDecision.ReversedAt == null)
                .DefaultIfEmpty()
            select new { Visit = registered, Standing = (TriageDecision?)given }
        ).FirstOrDefaultAsync(stop);
        if (client is null || book is null || book.BranchId != client.Visit.BranchId)
            return Refusal.NotFound.AsProblem();
        var visit = client.Visit;
        if (client.Standing is { } standing)
        {
            return
                standing.DepartmentId == request.DepartmentId
                && standing.Way == request.Way
                && (request.DoctorId ?? standing.DoctorId) == standing.DoctorId
                ? TypedResults.Ok(Answer(standing, visit))
                : VisitRefusals.AlreadyTriaged.AsProblem();
        }

        var now = clock.GetUtcNow();
        var (named, unknown) = await Named(request.Way, request.DoctorId, visit, db, stop);
        if (unknown is not null)
            return unknown.AsProblem();
        var (decision, refusal) = await book.Assign(
            new(visit.Id, request.Way, named, request.Reason?.Normalized(), caller.PersonId, now),
            visit.Day,
            policies,
            without: null,
            stop
        );
        if ((refusal ?? visit.Triage(decision!.DepartmentId, decision.DoctorId, caller.PersonId, now)) is { } no)
            return no.AsProblem();

        if (visit.Waiting.Since == now)
            WaitingClock.Start(db, visit, policies, now);
        db.Publish(
            new PatientTriaged(visit.Id, visit.BranchId, decision!.DepartmentId, decision.DoctorId, decision.Way.ToString(), now),
            visit.CaseId
        );
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Ok(Answer(decision, visit));
    }

    internal static Response Answer(TriageDecision decision, Visit visit) =>
        new(visit.Id, decision.DoctorId, decision.Id, decision.DepartmentId, decision.Way, decision.Line, visit.State);

    internal static Refusal? CheckReason(TriageWay way, Guid? doctor, string? reason) =>
        way switch
        {
            TriageWay.Rotation => doctor is null ? null : VisitRefusals.RotationNamesDoctor,
            TriageWay.TreatingDoctor => null,
            _ => doctor is null || string.IsNullOrWhiteSpace(reason) ? VisitRefusals.TriageReasonRequired : null,
        };

    // Only who treated the client before is a treating doctor; else this way would lead around the rotation without a reason.
    internal static async Task<(Guid? Doctor, Refusal? Refusal)> Named(
        TriageWay way,
        Guid? doctor,
        Visit visit,
        RegistrationDb db,
        CancellationToken stop
    )
    {
        if (way != TriageWay.TreatingDoctor)
            return (doctor, null);
        var treated = db.Visits.Where(candidate =>
            candidate.ClientId == visit.ClientId
            && candidate.CompletedAt != null
            && candidate.Voiding.At == null
            && candidate.Treatment.EndedAt != null
        );
        var last = await treated
            .Where(candidate => doctor == null || candidate.DoctorId == doctor)
            .OrderByDescending(candidate => candidate.CompletedAt)
            .Select(candidate => candidate.DoctorId)
            .FirstOrDefaultAsync(stop);
        return last is null ? (null, VisitRefusals.NotTheTreatingDoctor) : (last, null);
    }
}
