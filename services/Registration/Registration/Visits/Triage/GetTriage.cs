namespace Clinic.Registration.Visits.Triage;

/// <summary>
/// Answers why a visit was given to this doctor and not to another: every decision with all candidates, balances and reasons.
/// </summary>
public static class GetTriage
{
    public sealed record Line(
        [Employee] Guid DoctorId,
        decimal Weight,
        bool Picked,
        Exclusion? ExcludedBecause,
        long BalanceBefore,
        long BalanceAfter
    );

    public sealed record Decision(
        Guid DecisionId,
        [Place] Guid DepartmentId,
        [Employee] Guid DoctorId,
        TriageWay Way,
        string? Reason,
        bool Pays,
        long Line,
        DateTimeOffset DecidedAt,
        [Employee] Guid DecidedBy,
        bool Stands,
        DateTimeOffset? ReversedAt,
        [Employee] Guid? ReversedBy,
        [Employee] Guid? InsteadOf,
        IReadOnlyList<Line> Candidates
    );

    public sealed record Response(Guid VisitId, IReadOnlyList<Decision> Decisions);

    internal static void Map(RouteGroupBuilder visits) =>
        visits.MapGet("{visitId:guid}/triage", Handle).Needs(Rights.ReadVisits).WithSummary("Why this doctor and not another");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid visitId, RegistrationDb db, CancellationToken stop)
    {
        if (!await db.Visits.AnyAsync(visit => visit.Id == visitId, stop))
            return Refusal.NotFound.AsProblem();

        var decisions = await db
            .TriageDecisions.AsNoTracking()
            .Where(triageDecision => triageDecision.VisitId == visitId)
            .OrderBy(triageDecision => triageDecision.DecidedAt)
            .Take(100)
            .ToListAsync(stop);
        return TypedResults.Ok(
            new Response(
                visitId,
                [
                    .. decisions.Select(triageDecision => new Decision(
                        triageDecision.Id,
                        triageDecision.DepartmentId,
                        triageDecision.DoctorId,
                        triageDecision.Way,
                        triageDecision.Reason,
                        triageDecision.Pays,
                        triageDecision.Line,
                        triageDecision.DecidedAt,
                        triageDecision.DecidedBy,
                        triageDecision.ReversedAt is null,
                        triageDecision.ReversedAt,
                        triageDecision.ReversedBy,
                        triageDecision.InsteadOf,
                        [
                            .. triageDecision.Candidates.Select(other => new Line(
                                other.DoctorId,
                                other.Tenths / 10m,
                                other.DoctorId == triageDecision.DoctorId,
                                other.ExcludedBecause,
                                other.BalanceBefore,
                                other.BalanceAfter
                            )),
                        ]
                    )),
                ]
            )
        );
    }
}
