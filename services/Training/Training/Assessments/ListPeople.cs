using Clinic.Payroll.Contracts;
using Clinic.Training.Onboarding;
using Clinic.Training.Staff;

namespace Clinic.Training.Assessments;

/// <summary>
/// A trainer sees the people of the branches where they may, each with post, onboarding and the failures in a row that stand, in
/// the order of their ids; newcomers are those whose onboarding is open.
/// </summary>
public static class ListPeople
{
    /// <param name="Post">Nothing while the hiring was not heard.</param>
    /// <param name="LeavesAt">From then on the person is no longer there.</param>
    /// <param name="Onboarding">Of the one that the person goes through, else of the last one; nothing when the post has none.</param>
    public sealed record Line(
        [Employee] Guid Id,
        [Place] Guid BranchId,
        Post? Post,
        bool HasLeft,
        DateTimeOffset? LeavesAt,
        OnboardingState? Onboarding,
        int FailuresInRow
    );

    internal static void Map(RouteGroupBuilder people) =>
        people
            .MapGet("", Handle)
            .Needs(Rights.ReadExams)
            .WithSummary("People by branch and post, also newcomers alone (after: the last id of the page before)");

    static async Task<Ok<Page<Line>>> Handle(
        TrainingDb db,
        Caller caller,
        TimeProvider clock,
        Guid? branch,
        Post[]? post,
        bool? newcomer,
        bool? left,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var (group, branches, now) = (caller.SeesGroup, caller.Branches, clock.GetUtcNow());
        var posts = post ?? [];
        // The own file is in sight everywhere, but is no colleague's business at another branch.
        var page = await db
            .Files.AsNoTracking()
            .Where(file =>
                (group || branches.Contains(file.BranchId))
                && (branch == null || file.BranchId == branch)
                && (posts.Length == 0 || (file.Post != null && posts.Contains(file.Post.Value)))
                && (left == null || left == (file.HireWithdrawn || (file.LeavesAt != null && file.LeavesAt <= now)))
                && (
                    newcomer == null
                    || newcomer
                        == db.Plans.Any(plan =>
                            plan.PersonId == file.PersonId
                            && (plan.State == OnboardingState.Running || plan.State == OnboardingState.ReadyForExam)
                        )
                )
                && (after == null || file.PersonId > after)
            )
            .OrderBy(file => file.PersonId)
            .ToPage(limit, file => file.PersonId, stop);
        var ids = page.Items.Select(file => file.PersonId).ToArray();
        var plans = await db.Plans.AsNoTracking().Where(plan => ids.Contains(plan.PersonId)).ToListAsync(stop);
        var plansOf = plans.ToLookup(plan => plan.PersonId);
        return TypedResults.Ok(new Page<Line>([.. page.Items.Select(file => Shown(file, plansOf[file.PersonId], now))], page.Next));
    }

    static Line Shown(TrainingFile file, IEnumerable<OnboardingPlan> plans, DateTimeOffset now) =>
        new(
            file.PersonId,
            file.BranchId,
            file.Post,
            file.HasLeft(now),
            file.LeavesAt,
            plans.OrderByDescending(plan => plan.IsOpen).ThenByDescending(plan => plan.StartedAt).FirstOrDefault()?.State,
            file.FailuresInRow
        );
}
