using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Directory;

namespace Clinic.Registration.Visits.Triage;

/// <summary>
/// The triage officer overturns an assignment with a reason as long as nobody collected the client: its entries are
/// taken back by new ones and the client is assigned anew, in the rotation to somebody else. The same request again, while the
/// doctor it gave is still on duty, answers what it gave. Refused: no assignment yet, nobody else on duty, already collected.
/// </summary>
public static class ReassignDoctor
{
    /// <param name="DepartmentId">The department as before when left out.</param>
    /// <param name="Cause">Travels with the fact: a wrong triage counts for whoever triages.</param>
    public sealed record Request(
        [property: Text(300)] string Reason,
        TriageWay Way,
        [property: GivenId] Guid? DepartmentId = null,
        [property: GivenId] Guid? DoctorId = null,
        RetriageCause? Cause = null
    );

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/retriage", Handle)
            .Needs(Rights.Triage)
            .WithSummary("Gives the client to another doctor")
            .Refuses(
                VisitRefusals.RotationNamesDoctor,
                VisitRefusals.TriageReasonRequired,
                VisitRefusals.AnyOutOfOrder,
                VisitRefusals.NotTheTreatingDoctor,
                VisitRefusals.NamedDoctorNotOnDuty,
                VisitRefusals.NoDoctorOnDuty,
                VisitRefusals.AnyStationFirst,
                VisitRefusals.AlreadyTriaged
            );

    static async Task<Results<Ok<AssignDoctor.Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request request,
        RegistrationDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (AssignDoctor.CheckReason(request.Way, request.DoctorId, request.Reason) is { } wrong)
            return wrong.AsProblem();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var old = await Standing(db, visitId).AsNoTracking().FirstOrDefaultAsync(stop);
        var department = request.DepartmentId ?? old?.DepartmentId ?? Guid.Empty;
        var books = await LockedTriageBook.Take(db, department, old?.DepartmentId ?? department, stop);
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();
        // Read again: only now, with the book in hand, it cannot be overturned by somebody else.
        var standing = await Standing(db, visitId).FirstOrDefaultAsync(stop);
        if (standing is null)
            return VisitRefusals.OutOfOrder(visit.State).AsProblem();
        if (
            !books.TryGetValue(department, out var book)
            || book.BranchId != visit.BranchId
            || !books.TryGetValue(standing.DepartmentId, out var oldBook)
        )
            return Refusal.NotFound.AsProblem();

        var now = clock.GetUtcNow();
        var reason = request.Reason.Normalized();
        if (
            standing.InsteadOf is not null
            && (standing.Reason, standing.Way, standing.DepartmentId) == (reason, request.Way, department)
            && (request.DoctorId ?? standing.DoctorId) == standing.DoctorId
            && await IsOnDuty(db, standing.DoctorId, stop)
        )
        {
            return TypedResults.Ok(AssignDoctor.Answer(standing, visit));
        }

        var (named, unknown) = await AssignDoctor.Named(request.Way, request.DoctorId, visit, db, stop);
        if (unknown is not null)
            return unknown.AsProblem();
        await PickupClock.End(db, visit, now, stop);
        if (visit.Untriage() is { } late)
            return late.AsProblem();
        await oldBook.Overturn(standing, caller.PersonId, now, stop);
        var (decision, refusal) = await book.Assign(
            new(visit.Id, request.Way, named, reason, caller.PersonId, now, InsteadOf: standing.Id),
            visit.Day,
            policies,
            without: standing.DoctorId,
            stop
        );
        if ((refusal ?? visit.Triage(department, decision!.DoctorId, caller.PersonId, now)) is { } no)
            return no.AsProblem();

        db.Publish(
            new PatientRetriaged(
                visit.Id,
                visit.BranchId,
                standing.DoctorId,
                department,
                decision!.DoctorId,
                decision.Way.ToString(),
                now,
                standing.DecidedBy,
                request.Cause
            ),
            visit.CaseId
        );
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Ok(AssignDoctor.Answer(decision, visit));
    }

    static IQueryable<TriageDecision> Standing(RegistrationDb db, Guid visit) =>
        db.TriageDecisions.Where(triageDecision => triageDecision.VisitId == visit && triageDecision.ReversedAt == null);

    static Task<bool> IsOnDuty(RegistrationDb db, Guid doctor, CancellationToken stop) =>
        db.Doctors.AnyAsync(
            candidate => candidate.Id == doctor && (candidate.Status == DoctorStatus.Available || candidate.Status == DoctorStatus.Busy),
            stop
        );
}
