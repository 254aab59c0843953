using Clinic.Payroll.Contracts;

namespace Clinic.Payroll.Leaves;

/// <summary>The leaves that are approved and not over, said again to whoever listens for the first time.</summary>
sealed class StandingLeaves(PayrollDb db, TimeProvider clock) : IStandingFacts<LeaveApproved>
{
    public Task<IReadOnlyList<StandingFact>> After(Guid last, int most, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return db
            .Leaves.Where(leave => leave.CancelledAt == null && (leave.EndedEarlyAt ?? leave.EndsAt) > now && leave.Id > last)
            .OrderBy(leave => leave.Id)
            .ToFacts(most, Told, stop);
    }

    static StandingFact Told(Leave leave) =>
        new(
            leave.Id,
            new LeaveApproved(
                leave.Id,
                leave.PersonId,
                leave.BranchId,
                leave.Kind,
                leave.StartsAt,
                leave.EndedEarlyAt ?? leave.EndsAt,
                leave.ApprovedAt,
                leave.EndedEarlyAt is null ? 1 : 2
            ),
            leave.Id
        );
}
