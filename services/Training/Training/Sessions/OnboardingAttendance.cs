using Clinic.Training.Contracts;
using Clinic.Training.Onboarding;

namespace Clinic.Training.Sessions;

/// <summary>Tells the others how far a newcomer is, the same way whichever act came last.</summary>
static class OnboardingAttendance
{
    /// <summary>The onboarding of the newcomers among these people, by their ids.</summary>
    public static Task<Dictionary<Guid, OnboardingPlan>> Of(TrainingDb db, IReadOnlyCollection<Guid> people, CancellationToken stop) =>
        db.Plans.Where(plan => people.Contains(plan.PersonId)).ToDictionaryAsync(plan => plan.PersonId, stop);

    /// <summary>Adds the hours up anew from every line of attendance of a newcomer, with the lines just written .</summary>
    public static async Task Recount(TrainingDb db, OnboardingPlan plan, Attendance written, DateTimeOffset now, CancellationToken stop)
    {
        var lines = await db
            .Attendances.AsNoTracking()
            .Where(line => line.PersonId == plan.PersonId && line.BranchId == plan.BranchId && line.Kind == SessionKind.Onboarding)
            .Select(line => new { line.TopicCode, line.Hours })
            .ToListAsync(stop);
        if (written.Kind == SessionKind.Onboarding)
            lines.Add(new { written.TopicCode, written.Hours });
        var topics = lines.GroupBy(line => line.TopicCode).Where(topic => topic.Sum(line => line.Hours) > 0).Select(topic => topic.Key);
        if (plan.SetAttendance(lines.Sum(line => line.Hours), topics, now))
            db.PublishCompleted(plan);
    }
}
