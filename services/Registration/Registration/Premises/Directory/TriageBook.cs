namespace Clinic.Registration.Premises.Directory;

/// <summary>
/// The triage book of one department. Whoever writes in it holds its row, so lines follow each other. It is there as long as the
/// department.
/// </summary>
public sealed class TriageBook : IBranchScoped
{
    public Guid DepartmentId { get; init; }
    public Guid BranchId { get; init; }
    public long LastLine { get; private set; }

    /// <summary>The number of the line that is written next.</summary>
    public long NextLine() => ++LastLine;
}
