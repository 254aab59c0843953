using System.Collections.Frozen;

namespace Clinic.ServiceDefaults;

/// <summary>
/// What one person may do and where: permission codes per branch, with <c>*</c> for the whole group. The gateway writes it
/// into the access token as claims <c>acc</c> of the form <c>branch:code,code</c>; services only read it.
/// </summary>
public sealed class Grants
{
    readonly FrozenDictionary<string, Guid[]> branchesByPermission;
    readonly FrozenSet<string> groupWide;

    Grants(Dictionary<string, HashSet<Guid>> branches, HashSet<string> group)
    {
        branchesByPermission = branches.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray());
        groupWide = group.ToFrozenSet();
    }

    /// <summary>No permission anywhere.</summary>
    public static Grants None { get; } = Read([]);

    /// <summary>Reads the token's <c>acc</c> claims; an entry that cannot be read grants nothing.</summary>
    public static Grants Read(IEnumerable<string> claims)
    {
        Dictionary<string, HashSet<Guid>> branches = [];
        HashSet<string> group = [];
        foreach (var claim in claims)
        {
            var colon = claim.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
                continue;
            var where = claim[..colon];
            foreach (var code in claim[(colon + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                if (where == "*")
                    group.Add(code);
                else if (Guid.TryParse(where, out var branch))
                    (branches.TryGetValue(code, out var set) ? set : branches[code] = []).Add(branch);
            }
        }
        return new(branches, group);
    }

    /// <summary>The claims of <see cref="Read"/>, for the one who issues tokens.</summary>
    public static IEnumerable<string> Write(IEnumerable<(Guid? Branch, IEnumerable<string> Permissions)> granted) =>
        granted
            .GroupBy(pair => pair.Branch)
            .Select(all => $"{all.Key?.ToString() ?? "*"}:{string.Join(',', all.SelectMany(pair => pair.Permissions).Distinct().Order())}");

    /// <summary>True when the person has the permission anywhere.</summary>
    public bool Have(string permission) => groupWide.Contains(permission) || branchesByPermission.ContainsKey(permission);

    /// <summary>True when the permission covers this branch; without a branch, only a group-wide one does.</summary>
    public bool Cover(string permission, Guid? branch) =>
        groupWide.Contains(permission)
        || (branch is { } at && branchesByPermission.TryGetValue(permission, out var where) && where.Contains(at));

    /// <summary>True when the permission holds in every branch.</summary>
    public bool IsGroupWide(string permission) => groupWide.Contains(permission);

    /// <summary>The single branches in which the permission holds.</summary>
    public Guid[] BranchesOf(string permission) => branchesByPermission.GetValueOrDefault(permission) ?? [];
}
