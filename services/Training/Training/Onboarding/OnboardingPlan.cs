using System.Globalization;
using Clinic.Training.Contracts;

namespace Clinic.Training.Onboarding;

/// <summary>How far a newcomer is.</summary>
public enum OnboardingState
{
    Running,
    ReadyForExam,
    Completed,

    /// <summary>The person has another post, has left, or was hired by mistake.</summary>
    Withdrawn,
}

/// <summary>Something that is still missing: a code for programs, words for people.</summary>
public sealed record MissingRequirement(string Code, string Detail)
{
    /// <summary>All that is missing, as a sentence.</summary>
    public static string Sentence(IEnumerable<MissingRequirement> lacks) =>
        $"Still lacking: {string.Join("; ", lacks.Select(lack => lack.Detail))}.";
}

/// <summary>
/// The onboarding of one person for the posts of one path (WF-19): hours, days and topics as they were set when the person got the post.
/// The exam follows them, and it is complete once both parts of one exam are passed (R-029).
/// </summary>
public sealed class OnboardingPlan : IBranchScoped, IPersonScoped
{
    public Guid PersonId { get; init; }
    public Guid BranchId { get; init; }
    public required string PathCode { get; init; }
    public decimal MinHours { get; init; }

    /// <summary>Not ready for the exam before this instant.</summary>
    public DateTimeOffset NotBefore { get; init; }

    public required string[] Topics { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public OnboardingState State { get; private set; }

    /// <summary>The sum of the attended sessions, taken back ones left out.</summary>
    public decimal Hours { get; private set; }

    public string[] TopicsDone { get; private set; } = [];
    public bool TheoryPassed { get; private set; }
    public bool PracticalPassed { get; private set; }
    public DateTimeOffset? ReadyAt { get; private set; }
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>True while the person goes through it.</summary>
    public bool IsOpen => State is OnboardingState.Running or OnboardingState.ReadyForExam;

    /// <summary>What stands between the person and the exam.</summary>
    public IEnumerable<MissingRequirement> LacksForExam(DateTimeOffset now)
    {
        if (Hours < MinHours)
            yield return new("hours", string.Create(CultureInfo.InvariantCulture, $"hours ({Hours:0.##} of {MinHours:0.##})"));
        if (now < NotBefore)
            yield return new("days", string.Create(CultureInfo.InvariantCulture, $"days (until {NotBefore:yyyy-MM-dd HH:mm} UTC)"));
        if (Topics.Except(TopicsDone).ToArray() is { Length: > 0 } open)
            yield return new("topics", $"topics ({string.Join(", ", open)})");
    }

    /// <summary>What stands between the person and the end of the onboarding, the exam included.</summary>
    public IReadOnlyList<MissingRequirement> Lacks(DateTimeOffset now)
    {
        List<MissingRequirement> lacks = [.. LacksForExam(now)];
        if (!TheoryPassed)
            lacks.Add(new("theory", "theory exam"));
        if (!PracticalPassed)
            lacks.Add(new("practical", "practical exam"));
        return lacks;
    }

    /// <summary>True when it was completed on hours written down at this instant.</summary>
    public bool RestsOn(DateTimeOffset writtenAt) =>
        State == OnboardingState.Completed && writtenAt >= StartedAt && writtenAt <= CompletedAt;

    /// <summary>Attendance was written down or taken back; answers true when the onboarding is complete with it.</summary>
    public bool SetAttendance(decimal hours, IEnumerable<string> topics, DateTimeOffset now)
    {
        (Hours, TopicsDone) = (hours, [.. topics.Order(StringComparer.Ordinal)]);
        return RecomputeState(now);
    }

    /// <summary>An onboarding exam was judged; the parts of the last one count. True when the onboarding is complete with it.</summary>
    public bool SetExam(bool theory, bool practical, DateTimeOffset now)
    {
        (TheoryPassed, PracticalPassed) = (theory, practical);
        return RecomputeState(now);
    }

    /// <summary>
    /// A verdict over an onboarding exam was corrected: the parts count as they stand now, and an onboarding that was complete with the
    /// wrong ones is open again. True when it is complete with the right ones.
    /// </summary>
    public bool CorrectExam(bool theory, bool practical, DateTimeOffset now)
    {
        if (State == OnboardingState.Completed && !(theory && practical))
            (State, CompletedAt) = (OnboardingState.Running, null);
        return SetExam(theory, practical, now);
    }

    /// <summary>Nobody goes through it any more; what was completed stays so. True when it was open.</summary>
    public bool Withdraw()
    {
        if (State is OnboardingState.Completed or OnboardingState.Withdrawn)
            return false;
        State = OnboardingState.Withdrawn;
        return true;
    }

    /// <summary>It is gone through again; true when it was withdrawn.</summary>
    public bool Resume(DateTimeOffset now)
    {
        if (State != OnboardingState.Withdrawn)
            return false;
        State = OnboardingState.Running;
        RecomputeState(now);
        return true;
    }

    /// <summary>Sees what the plan has come to; true when it is complete just now.</summary>
    public bool RecomputeState(DateTimeOffset now)
    {
        if (State is OnboardingState.Completed or OnboardingState.Withdrawn)
            return false;
        var ready = !LacksForExam(now).Any();
        (State, ReadyAt) = ready ? (OnboardingState.ReadyForExam, ReadyAt ?? now) : (OnboardingState.Running, (DateTimeOffset?)null);
        if (!ready || !TheoryPassed || !PracticalPassed)
            return false;
        (State, CompletedAt) = (OnboardingState.Completed, now);
        return true;
    }
}

/// <summary>What is told of onboardings.</summary>
static class OnboardingFacts
{
    /// <summary>The onboarding is complete; its case is the person's.</summary>
    public static void PublishCompleted(this TrainingDb db, OnboardingPlan plan) =>
        db.Publish(
            new OnboardingCompleted(plan.PersonId, plan.BranchId, plan.PathCode, plan.Hours, plan.CompletedAt!.Value),
            plan.PersonId
        );
}
