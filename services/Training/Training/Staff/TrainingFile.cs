using Clinic.Payroll.Contracts;

namespace Clinic.Training.Staff;

/// <summary>
/// The training file of one person: where they work and as what, how many failures stand in a row, and the number of the
/// last fact said about their assessments. Everyone who writes into it holds the person first.
/// </summary>
[KnownHere(Awaited.Person, Once = nameof(Post))]
public sealed class TrainingFile : IBranchScoped, IPersonScoped
{
    public Guid PersonId { get; init; }

    /// <summary>The home branch.</summary>
    public Guid BranchId { get; set; }

    /// <summary>Unknown while the hiring was not heard.</summary>
    public Post? Post { get; private set; }

    public int PostVersion { get; private set; }

    /// <summary>The version of the fact that says whether the person is still there.</summary>
    public int EmploymentVersion { get; private set; }

    /// <summary>From this instant on the person is no longer there; the day after the last day begins with it.</summary>
    public DateTimeOffset? LeavesAt { get; private set; }

    /// <summary>The hiring was a mistake: the person was never employed.</summary>
    public bool HireWithdrawn { get; private set; }

    /// <summary>Failures since the last pass, voided and excused rounds left out.</summary>
    public int FailuresInRow { get; set; }

    /// <summary>The number of the last fact about this person's assessments.</summary>
    public int EventVersion { get; private set; }

    /// <summary>Whose marks judge; whoever is not known yet was ordered to a resit, and such come from escorts.</summary>
    public AssessmentCategory Category =>
        Post is null or Payroll.Contracts.Post.Escort ? AssessmentCategory.Escort : AssessmentCategory.Clinic;

    /// <summary>True when the person is no longer there at an instant, or never was.</summary>
    public bool HasLeft(DateTimeOffset at) => HireWithdrawn || LeavesAt <= at;

    /// <summary>Takes the next number for a fact.</summary>
    public int NextEventVersion() => ++EventVersion;

    /// <summary>The person has this post as of this version; false when a later word is known.</summary>
    public bool SetPost(Post post, Guid branch, int version)
    {
        if (version <= PostVersion)
            return false;
        (Post, BranchId, PostVersion) = (post, branch, version);
        return true;
    }

    /// <summary>The person leaves at an instant, or stays when there is none; false when a later word is known.</summary>
    public bool SetDeparture(DateTimeOffset? leavesAt, int version)
    {
        if (version <= EmploymentVersion)
            return false;
        (LeavesAt, EmploymentVersion) = (leavesAt, version);
        return true;
    }

    /// <summary>The hiring was taken back; false when that is known.</summary>
    public bool WithdrawHire(int version)
    {
        if (version <= EmploymentVersion)
            return false;
        (HireWithdrawn, EmploymentVersion) = (true, version);
        return true;
    }
}

/// <summary>The training files.</summary>
static class TrainingFiles
{
    /// <summary>The training file of a person, opened now when nothing was heard of them yet.</summary>
    public static async Task<TrainingFile> FileOrNew(this TrainingDb db, Guid person, Guid branch, CancellationToken stop) =>
        await db.Files.FindAsync([person], stop) ?? db.Add(new TrainingFile { PersonId = person, BranchId = branch }).Entity;
}
