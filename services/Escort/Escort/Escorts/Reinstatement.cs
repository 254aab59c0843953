namespace Clinic.Escort.Escorts;

/// <summary>
/// A lead or manager took the responsibility for letting an escort work again: which series of failures are over by it, and why.
/// Never changed.
/// </summary>
public sealed class Reinstatement : IBranchScoped, IPersonScoped, IAppendOnly, IHasSealedTexts
{
    public Guid Id { get; init; }
    public Guid PersonId { get; init; }
    public Guid BranchId { get; init; }

    /// <summary>The versions of the series that were in force then; a later series is none of them.</summary>
    public int[] Series { get; init; } = [];

    /// <summary>In words; stays here.</summary>
    public required SealedText Reason { get; init; }
    public Guid By { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid SubjectId => PersonId;
}
