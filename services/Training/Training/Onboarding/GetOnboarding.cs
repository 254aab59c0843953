namespace Clinic.Training.Onboarding;

/// <summary>How far a newcomer is, and what is still lacking (WF-19); everybody may read their own.</summary>
public static class GetOnboarding
{
    public sealed record Response(
        [Employee] Guid EmployeeId,
        [Place] Guid BranchId,
        string PathCode,
        OnboardingState Status,
        decimal Hours,
        decimal MinHours,
        DateTimeOffset NotBefore,
        string[] Topics,
        string[] TopicsDone,
        bool TheoryPassed,
        bool PracticalPassed,
        string[] Lacks,
        DateTimeOffset? ReadyAt,
        DateTimeOffset? CompletedAt
    );

    internal static void Map(RouteGroupBuilder onboarding)
    {
        onboarding.MapGet("{employeeId:guid}", OfPerson).Needs(Rights.ReadExams).WithSummary("How far a newcomer is");
        onboarding.MapGet("mine", Mine).Needs(Rights.ReadOwnExams).WithSummary("How far I am");
    }

    static async Task<Results<Ok<Response>, ProblemHttpResult>> OfPerson(
        Guid employeeId,
        TrainingDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    ) =>
        await Plan(db, employeeId, stop) is { } plan && caller.WorksIn(plan.BranchId)
            ? TypedResults.Ok(Shown(plan, clock))
            : Refusal.NotFound.AsProblem();

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Mine(
        TrainingDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    ) => await Plan(db, caller.PersonId, stop) is { } plan ? TypedResults.Ok(Shown(plan, clock)) : Refusal.NotFound.AsProblem();

    static async Task<OnboardingPlan?> Plan(TrainingDb db, Guid person, CancellationToken stop) =>
        await db.Files.AsNoTracking().SingleOrDefaultAsync(file => file.PersonId == person, stop) is { } file
            ? await db.PlanOf(file, stop)
            : null;

    static Response Shown(OnboardingPlan plan, TimeProvider clock) =>
        new(
            plan.PersonId,
            plan.BranchId,
            plan.PathCode,
            plan.State,
            plan.Hours,
            plan.MinHours,
            plan.NotBefore,
            plan.Topics,
            plan.TopicsDone,
            plan.TheoryPassed,
            plan.PracticalPassed,
            [.. plan.Lacks(clock.GetUtcNow()).Select(lack => lack.Code)],
            plan.ReadyAt,
            plan.CompletedAt
        );
}
