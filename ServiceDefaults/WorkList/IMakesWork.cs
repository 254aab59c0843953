namespace Clinic.ServiceDefaults;

/// <summary>
/// A noun of whose state it follows what waits for somebody, so that no act can forget it: with each save of the noun what waits is asked
/// for and what does not is settled, in the same transaction.
/// </summary>
public interface IMakesWork
{
    /// <summary>What can wait about the noun, and whether it does as the noun is now; what is not named stays as it is.</summary>
    IEnumerable<WorkState> ListWork();
}

/// <summary>Whether something waits for whoever holds the kind's right at the branch.</summary>
/// <param name="Detail">A second id that the settling act needs.</param>
public sealed record WorkState(WorkKind Kind, bool Waits, Guid Subject, Guid Branch, DateTimeOffset? DueAt = null, Guid? Detail = null);
