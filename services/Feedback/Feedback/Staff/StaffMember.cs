using Clinic.Payroll.Contracts;

namespace Clinic.Feedback.Staff;

/// <summary>
/// An employee as far as complaints need it: that the person exists, where and as what hired. A person of any branch may be accused
/// anywhere, so nobody's branch hides them.
/// </summary>
[OutsideScope("Holds ids, home branches and posts of employees; that somebody works for the group harms nobody.")]
[KnownHere(Awaited.Person)]
public sealed class StaffMember
{
    public Guid Id { get; init; }
    public Guid BranchId { get; private set; }
    public Post Post { get; private set; }
    public int HiredVersion { get; private set; }

    /// <summary>Keeps what the latest hiring said.</summary>
    public void Apply(EmployeeHired fact)
    {
        if (fact.Version <= HiredVersion)
            return;
        (BranchId, Post, HiredVersion) = (fact.BranchId, fact.Post, fact.Version);
    }
}
