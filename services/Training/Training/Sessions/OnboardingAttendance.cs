using Clinic.Training.Contracts;
using Clinic.Training.Onboarding;

namespace Clinic.Training.Sessions;

/// <summary>Tells the others how far a newcomer is, the same way whichever act came last.</summary>
static class OnboardingAttendance
{
    /// <summary>The onboardings of the newcomers among these people, by their ids.</summary>
    public static async Task<ILookup<Guid, OnboardingPlan>> Of(TrainingDb db, IReadOnlyCollection<Guid> people, CancellationToken stop) =>
        (await db.Plans.Where(plan => people.Contains(plan.PersonId)).ToListAsync(stop)).ToLookup(plan => plan.PersonId);

    /// <summary>
    /// Adds the hours up anew from every line of attendance since the onboarding began, with the line just written.
    /// </summary>
    public static async Task Recount(TrainingDb db, OnboardingPlan plan, Attendance written, DateTimeOffset now, CancellationToken stop)
    {
        var lines = await db
            .Attendances.AsNoTracking()
            .Where(line =>
                line.PersonId == plan.PersonId
                && line.BranchId == plan.BranchId
                && line.Kind == SessionKind.Onboarding
                && line.At >= plan.StartedAt
            )
            .Select(line => new { line.TopicCode, line.Hours })
            .ToListAsync(stop);
        if (written.Kind == SessionKind.Onboarding)
            lines.Add(new { written.TopicCode, written.Hours });
        var topics = lines.GroupBy(line => line.TopicCode).Where(topic => topic.Sum(line => line.Hours) > 0).Select(topic => topic.Key);
        if (plan.SetAttendance(lines.Sum(line => line.Hours), topics, now))
            db.PublishCompleted(plan);
    }
}
