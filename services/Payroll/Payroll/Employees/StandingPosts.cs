using Clinic.Payroll.Contracts;

namespace Clinic.Payroll.Employees;

/// <summary>The latest post of everybody who changed it, said again to whoever listens for the first time.</summary>
sealed class StandingPosts(PayrollDb db) : IStandingFacts<PostAdjusted>
{
    public Task<IReadOnlyList<StandingFact>> After(Guid last, int most, CancellationToken stop) =>
        db
            .PostChanges.Where(change =>
                change.EmployeeId > last
                && !db.PostChanges.Any(later => later.EmployeeId == change.EmployeeId && later.Number > change.Number)
            )
            .OrderBy(change => change.EmployeeId)
            .ToFacts(most, Told, stop);

    static StandingFact Told(PostChange latest) =>
        new(
            latest.EmployeeId,
            new PostAdjusted(latest.EmployeeId, latest.BranchId, latest.OldPost, latest.NewPost, latest.At, latest.Number),
            latest.EmployeeId
        );
}
