namespace Clinic.Registration.Visits.Triage;

/// <summary>What stood against a doctor, in one word.</summary>
public enum WhyNot
{
    Given,
    OffDuty,
    OnLeave,
    NotHereAnyMore,
    HadThisClient,
    NotOnShift,
    NoCertificate,
    AnotherWasNamed,
    AnotherWasOwedMore,
    AnotherWaitedLonger,
    NotInTheDepartment,
}

/// <summary>
/// Answers a client, a doctor or the manager: why not this doctor? By the decision that stands, from what was
/// written down when it was made.
/// </summary>
public static class GetTriageOfDoctor
{
    /// <param name="Owed">What the doctor was owed at that moment, in millionths of a turn.</param>
    /// <param name="OwedToTheOther">The same of whoever was given the client.</param>
    public sealed record Response(
        Guid VisitId,
        [Employee] Guid DoctorId,
        [Employee] Guid GivenTo,
        Guid DecisionId,
        WhyNot Answer,
        long? Owed,
        long? OwedToTheOther
    );

    internal static void Map(RouteGroupBuilder visits) =>
        visits.MapGet("{visitId:guid}/triage/{doctorId:guid}", Handle).Needs(Rights.ReadVisits).WithSummary("Why not this doctor?");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Guid doctorId,
        RegistrationDb db,
        CancellationToken stop
    )
    {
        var decision = await db
            .TriageDecisions.AsNoTracking()
            .FirstOrDefaultAsync(triageDecision => triageDecision.VisitId == visitId && triageDecision.ReversedAt == null, stop);
        if (decision is null)
            return Refusal.NotFound.AsProblem();

        var asked = decision.Candidates.FirstOrDefault(candidate => candidate.DoctorId == doctorId);
        var given = decision.Candidates.First(candidate => candidate.DoctorId == decision.DoctorId);
        return TypedResults.Ok(
            new Response(
                visitId,
                doctorId,
                decision.DoctorId,
                decision.Id,
                Of(decision, asked, given),
                asked?.BalanceAfter,
                Owed(decision, given)
            )
        );
    }

    static WhyNot Of(TriageDecision decision, Candidate? asked, Candidate given) =>
        asked is null ? WhyNot.NotInTheDepartment
        : asked.DoctorId == given.DoctorId ? WhyNot.Given
        : asked.ExcludedBecause is { } excluded ? Enum.Parse<WhyNot>(excluded.ToString())
        : decision.Way != TriageWay.Rotation ? WhyNot.AnotherWasNamed
        : Owed(decision, given) > asked.BalanceAfter ? WhyNot.AnotherWasOwedMore
        : WhyNot.AnotherWaitedLonger;

    // Whoever was picked has paid for it already; the comparison was made before.
    static long Owed(TriageDecision decision, Candidate given) => given.BalanceAfter + (decision.Pays ? FairShare.Turn : 0);
}
