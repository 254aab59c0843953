using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Visits.Arrivals;

/// <summary>
/// Whoever receives says before the first client that the five preparations are done: appearance, equipment, forms and pens,
/// doctor status in the triage book, readiness of mind. The answer tells where to stand. Refused as long as one
/// is missing; an unknown branch (404).
/// </summary>
public static class PrepareReception
{
    public sealed record Request(
        [property: GivenId] Guid Id,
        [property: GivenId] Guid BranchId,
        bool Appearance,
        bool Equipment,
        bool FormsAndPens,
        bool DoctorStatusWritten,
        bool ReadyInMind
    );

    /// <param name="StandMetres">From the door frame.</param>
    public sealed record Response(Guid Id, DateOnly Day, DateTimeOffset At, decimal StandMetres);

    /// <summary>R-306 fixes three metres and lets a branch come as near as one.</summary>
    public static readonly Policy<decimal> StandMetres = new("greeter.standDistance", 3m, 1m, 3m, "004 6.2.2(1)1) (R-306)");

    internal static void Map(RouteGroupBuilder arrivals) =>
        arrivals
            .MapPost("preparations", Handle)
            .Needs(Rights.Greet)
            .WithSummary("Is ready to receive: the five preparations")
            .Refuses(VisitRefusals.NotPrepared, Refusal.IdTaken);

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
        if (request is not { Appearance: true, Equipment: true, FormsAndPens: true, DoctorStatusWritten: true, ReadyInMind: true })
            return VisitRefusals.NotPrepared.AsProblem();
        var now = clock.GetUtcNow();
        if (!caller.WorksIn(request.BranchId) || await days.DayOf(request.BranchId, now, db, stop) is not { } day)
            return Refusal.NotFound.AsProblem();

        var known = await db.Preparations.FindAsync([request.Id], stop);
        if (known is null)
        {
            Preparation preparation = new()
            {
                Id = request.Id,
                BranchId = request.BranchId,
                Day = day,
                By = caller.PersonId,
                At = now,
            };
            db.Add(preparation);
            if (await db.TrySaveNew(stop))
                return TypedResults.Created((string?)null, Answer(preparation));
            known = await db.Preparations.FindAsync([request.Id], stop);
        }
        return known is not null && (known.BranchId, known.By) == (request.BranchId, caller.PersonId)
            ? TypedResults.Ok(Answer(known))
            : Refusal.IdTaken.AsProblem();

        Response Answer(Preparation done) => new(done.Id, done.Day, done.At, policies.Value(StandMetres, done.BranchId, done.At));
    }
}
