using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Visits.Consultation;

/// <summary>
/// The assigned doctor ends the treatment: how the client reacted, the return date or that none is needed, and the
/// cautions before, during and after. Refused when neither or both is said of the return, without a consent on record, and,
/// where the branch is paid before, until everything charged is paid.
/// </summary>
public static class FinishTreatment
{
    /// <param name="DiagnosisCode">Of the branch's list; it stays here and is counted, never told (RPT-13).</param>
    /// <param name="NoReturnNeeded">Said instead of a return date .</param>
    public sealed record Request(
        [property: Text(4000, Lines = true)] string Observation,
        [property: Text(2000, Lines = true)] string CautionsBefore,
        [property: Text(2000, Lines = true)] string CautionsDuring,
        [property: Text(2000, Lines = true)] string CautionsAfter,
        [property: Text(20)] string? DiagnosisCode = null,
        DateOnly? ReturnDate = null,
        bool NoReturnNeeded = false
    );

    public sealed record Response(VisitState Status, DateTimeOffset TreatedAt, DateOnly? ReturnDate);

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/treatment", Handle)
            .Needs(Rights.Treat)
            .WithSummary("Ends the treatment with return date and cautions")
            .Refuses(
                VisitRefusals.PaymentDue,
                VisitRefusals.AnyOutOfOrder,
                VisitRefusals.NotTheAssignedDoctor,
                VisitRefusals.ReturnDatePassed,
                VisitRefusals.ReturnDateTooFar,
                VisitRefusals.ReturnDateOrNone,
                Refusal.AlreadyRecorded
            );

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request request,
        RegistrationDb db,
        Caller caller,
        ClinicDays days,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();
        if (visit.Treatment.EndedAt is not null)
            return await db.PagesOf(visit, ChartPart.Treatment).CheckRepeat(db, request, stop) is { } other
                ? other.AsProblem()
                : Answer(visit);

        if (await db.CheckPayment(visit, policies, stop) is { } unpaid)
            return unpaid.AsProblem();
        var now = clock.GetUtcNow();
        var today = await days.DayOf(visit.BranchId, now, db, stop);
        if (visit.EndTreatment(caller.PersonId, request.ReturnDate, today!.Value, now) is { } refusal)
            return refusal.AsProblem();
        if (request.ReturnDate is null != request.NoReturnNeeded)
            return VisitRefusals.ReturnDateOrNone.AsProblem();

        db.Add(ChartEntry.Of(visit, ChartPart.Treatment, request, caller.PersonId, now));
        if (request.DiagnosisCode is { } code)
            db.Add(Diagnosis.Of(visit, code));
        db.Publish(new TreatmentFinished(visit.Id, visit.BranchId, caller.PersonId, request.ReturnDate, now), visit.CaseId);
        await db.SaveChangesAsync(stop);
        return Answer(visit);
    }

    static Ok<Response> Answer(Visit visit) =>
        TypedResults.Ok(new Response(visit.State, visit.Treatment.EndedAt!.Value, visit.Treatment.ReturnDate));
}
