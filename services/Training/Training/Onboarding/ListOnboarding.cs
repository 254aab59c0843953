using Clinic.Payroll.Contracts;

namespace Clinic.Training.Onboarding;

/// <summary>
/// HR and trainers see who is where in onboarding (WF-19), by branch, state and what is due, in the order of the people's ids. The limit
/// counts people: whoever had several posts with an onboarding has a line for each. Due is whoever can sit the exam, or has been there for
/// the days of the path by the instant asked for.
/// </summary>
public static class ListOnboarding
{
    /// <param name="NotBefore">The days of the path are over then.</param>
    /// <param name="Lacks">What is missing, as codes; nothing once it is completed.</param>
    public sealed record Line(
        [Employee] Guid EmployeeId,
        [Place] Guid BranchId,
        Post? Post,
        string PathCode,
        OnboardingState Status,
        decimal Hours,
        decimal MinHours,
        DateTimeOffset StartedAt,
        DateTimeOffset NotBefore,
        IReadOnlyList<string> Lacks,
        DateTimeOffset? ReadyAt,
        DateTimeOffset? CompletedAt
    );

    internal static void Map(RouteGroupBuilder onboarding) =>
        onboarding
            .MapGet("", Handle)
            .Needs(Rights.ReadExams)
            .WithSummary("Who is where in onboarding (after: the last person's id of the page before)");

    static async Task<Ok<Page<Line>>> Handle(
        TrainingDb db,
        Caller caller,
        TimeProvider clock,
        Guid? branch,
        Guid? employee,
        OnboardingState[]? status,
        DateTimeOffset? dueBy,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var (group, branches, states) = (caller.SeesGroup, caller.Branches, status ?? []);
        var now = clock.GetUtcNow();
        // The own onboarding is in sight everywhere, but is no colleague's business at another branch.
        var asked = db
            .Plans.AsNoTracking()
            .Where(plan =>
                (group || branches.Contains(plan.BranchId))
                && (branch == null || plan.BranchId == branch)
                && (employee == null || plan.PersonId == employee)
                && (states.Length == 0 || states.Contains(plan.State))
                && (
                    dueBy == null
                    || plan.State == OnboardingState.ReadyForExam
                    || (plan.State == OnboardingState.Running && plan.NotBefore <= dueBy)
                )
            );
        var people = await asked
            .Where(plan => after == null || plan.PersonId > after)
            .Select(plan => plan.PersonId)
            .Distinct()
            .OrderBy(person => person)
            .ToPage(limit, person => person, stop);
        var ids = people.Items.ToArray();
        var plans = await asked
            .Where(plan => ids.Contains(plan.PersonId))
            .OrderBy(plan => plan.PersonId)
            .ThenBy(plan => plan.StartedAt)
            .ToListAsync(stop);
        var posts = await db
            .Files.AsNoTracking()
            .Where(file => ids.Contains(file.PersonId))
            .ToDictionaryAsync(file => file.PersonId, file => file.Post, stop);
        return TypedResults.Ok(
            new Page<Line>([.. plans.Select(plan => Shown(plan, posts.GetValueOrDefault(plan.PersonId), now))], people.Next)
        );
    }

    static Line Shown(OnboardingPlan plan, Post? post, DateTimeOffset now) =>
        new(
            plan.PersonId,
            plan.BranchId,
            post,
            plan.PathCode,
            plan.State,
            plan.Hours,
            plan.MinHours,
            plan.StartedAt,
            plan.NotBefore,
            plan.IsOpen ? [.. plan.Lacks(now).Select(lack => lack.Code)] : [],
            plan.ReadyAt,
            plan.CompletedAt
        );
}
