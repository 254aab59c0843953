using System.Collections.Immutable;

namespace Clinic.ServiceDefaults;

/// <summary>
/// All values of a service's policies, held in memory: they are few, change rarely and only for the future, so every copy of
/// a service that looks once a second knows each value before it comes into force.
/// </summary>
public sealed class PolicyBook
{
    /// <summary>How far ahead a change must lie, so that every copy of a service knows it in time.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromSeconds(2);

    ImmutableArray<PolicyRow> rows;

    internal bool IsRead => !rows.IsDefault;

    internal void Replace(IEnumerable<PolicyRow> all) =>
        rows = [.. all.Where(row => !row.Confirmation).OrderByDescending(row => row.From).ThenByDescending(row => row.SetAt)];

    /// <summary>The value in force in a branch at an instant: the branch's own, else the group's, else the default.</summary>
    public T Value<T>(Policy<T> policy, Guid branch, DateTimeOffset at)
        where T : struct, IComparable<T>, IParsable<T> => policy.Read(InForce(policy.Key, branch, at)?.Value ?? policy.DefaultText);

    internal PolicyRow? InForce(string key, Guid? branch, DateTimeOffset at)
    {
        // Until the values were read once, a default would be a guess; the caller waits this out like a lost database.
        if (rows.IsDefault)
            throw new TimeoutException("The policies are not read yet.");
        PolicyRow? group = null;
        foreach (var row in rows)
        {
            if (row.Key != key || row.From > at)
                continue;
            if (row.BranchId == branch && branch is not null)
                return row;
            if (row.BranchId is null)
                group ??= row;
        }
        return group;
    }
}
