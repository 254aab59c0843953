using Clinic.Training.Contracts;
using Clinic.Training.Staff;

namespace Clinic.Training.Onboarding;

/// <summary>The onboardings of a person: one for each path that a post of theirs had.</summary>
static class OnboardingPlans
{
    /// <summary>The onboarding that the post of a person asks for; where it asks for none, the one completed last.</summary>
    public static async Task<OnboardingPlan?> PlanOf(this TrainingDb db, TrainingFile file, CancellationToken stop)
    {
        var plans = await db.Plans.Where(plan => plan.PersonId == file.PersonId).ToListAsync(stop);
        return PathOf(file) is { } path
            ? plans.Find(plan => plan.PathCode == path.Code)
            : plans.Where(plan => plan.State == OnboardingState.Completed).MaxBy(plan => plan.CompletedAt);
    }

    /// <summary>
    /// Brings the onboardings of a person to post and employment, the same way whichever fact came last: the one the post asks for is
    /// planned, once and by the settings in force when the person got the post, or goes on; others that are open are withdrawn.
    /// </summary>
    public static async Task ReconcilePlans(
        this TrainingDb db,
        TrainingFile file,
        PolicyBook policies,
        DateTimeOffset since,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var asked = file.HasLeft(now) ? null : PathOf(file);
        var plans = await db.Plans.Where(plan => plan.PersonId == file.PersonId).ToListAsync(stop);
        var changed = false;
        foreach (var plan in plans)
            changed |= plan.PathCode == asked?.Code ? plan.Resume(now) : plan.Withdraw();
        var current = plans.Find(plan => plan.PathCode == asked?.Code);
        if (asked is not null && current is null)
        {
            current = New(file, asked, policies, since, now);
            db.Add(current);
            db.Publish(new OnboardingStarted(current.PersonId, current.BranchId, current.PathCode, now), current.PersonId);
            changed = true;
        }
        if (!changed)
            return;
        await db.CancelDeadlines(OnboardingDays.Kind, file.PersonId, stop);
        if (current?.NotBefore > now)
            db.ScheduleDeadline(OnboardingDays.Kind, current.PersonId, current.BranchId, current.NotBefore);
    }

    static OnboardingPath? PathOf(TrainingFile file) => file.Post is { } post ? OnboardingPath.Of(post) : null;

    static OnboardingPlan New(TrainingFile file, OnboardingPath path, PolicyBook policies, DateTimeOffset since, DateTimeOffset now) =>
        new()
        {
            PersonId = file.PersonId,
            BranchId = file.BranchId,
            PathCode = path.Code,
            Topics = [.. path.Topics],
            StartedAt = now,
            MinHours = policies.Value(path.MinHours, file.BranchId, since),
            NotBefore = since.AddDays(policies.Value(path.MinDays, file.BranchId, since)),
        };
}
